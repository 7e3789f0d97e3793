using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>Saves an assessor's sheet, and submits it when it is complete. No one can change a submitted sheet.</summary>
public sealed class SaveScores(Db db)
{
    /// <summary>Characters of a reason, a condition or a question.</summary>
    public const int MostText = 2000;

    public sealed record Command(
        Guid Assignment,
        int Version,
        IReadOnlyList<Score> Scores,
        IReadOnlyList<PassFailAnswer> PassFailCriteria,
        bool Submit
    )
    {
        public AssessorAdvice Advice { get; init; } = AssessorAdvice.None;

        /// <summary>The opened page that saves: where it saved last itself, but never got the answer, its older version is no conflict.
        /// Null: not known.</summary>
        public Guid? Window { get; init; }
    }

    /// <summary>Returns every refusal at once, because a sheet has many boxes; empty when done.</summary>
    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        var subject = (await db.ReadAsync(work => ScoringSheet.FindAsync(work, actor, command.Assignment))).ApplicationId;
        return await db.ChangeAsync(
            actor,
            command.Submit ? AuditAction.ScoresSubmitted : AuditAction.ScoreSaved,
            subject,
            async work =>
            {
                var assignment = await ScoringSheet.FindAsync(work, actor, command.Assignment);
                var round = await RoundReader.GetAsync(work, assignment.RoundId);
                var criteria = await RoundReader.CriteriaAsync(work, assignment.RoundId);
                var passFails = await RoundReader.PassFailsAsync(work, assignment.RoundId);
                IReadOnlyList<Refusal> refusals =
                    command.Submit
                    && ScoringRules.WhyCannotSave(assignment, round, work.Now) is null
                    && (
                        ScoringRules.WhyAgreedAlready(
                            await work.ScalarAsync<int>(
                                "select count(*) from AgreedScore where ApplicationId = @ApplicationId",
                                new { assignment.ApplicationId }
                            ) > 0
                        ) ?? await SheetChanges.WhyMustWaitAsync(work, assignment.ApplicationId)
                    )
                        is { } wait
                        ? [wait]
                    : command.Submit
                        ?
                        [
                            .. ScoringRules.WhyCannotSubmit(
                                assignment,
                                round,
                                passFails,
                                command.PassFailCriteria,
                                criteria,
                                command.Scores,
                                work.Now
                            ),
                            .. WhyTooLong(command, criteria, passFails),
                        ]
                    : ScoringRules.WhyCannotSave(assignment, round, work.Now) is { } refusal ? [refusal]
                    : [];
                if (refusals.Count == 0)
                    refusals = criteria
                        .Where(criterion =>
                            command.Scores.Any(score =>
                                score.CriterionId == criterion.Id && score.Value is { } given && !criterion.Allows(given)
                            )
                        )
                        .Select(criterion => new Refusal(
                            $"The score for {criterion.Name} must be a whole number from {criterion.ScaleInWords}"
                        ))
                        .ToList();
                if (
                    refusals.Count == 0
                    && (
                        command.Scores.DistinctBy(score => score.CriterionId).Count() < command.Scores.Count
                        || command.PassFailCriteria.DistinctBy(score => score.PassFailCriterionId).Count() < command.PassFailCriteria.Count
                    )
                )
                    refusals = [new("One criterion has two scores. Reload the score sheet and give it one score.")];
                if (
                    refusals.Count == 0
                    && assignment.Version != command.Version
                    && (command.Window is not { } window || await ScoringSheet.SavedInAsync(work, assignment.Id) != window)
                )
                    refusals =
                    [
                        new(
                            "This score sheet was saved in another window after you opened it here. What you entered is below and is not saved yet. Check it and save again."
                        ),
                    ];
                if (refusals.Count == 0)
                    refusals = WhyTooLong(command, criteria, passFails);
                if (
                    refusals.Count == 0
                    && command.Advice.Amount is { } amount
                    && ScoringRules.WhyAmountIsWrong(amount, await AskedAsync(work, assignment.ApplicationId)) is { } wrong
                )
                    refusals = [new(wrong, AdviceField(nameof(AssessorAdvice.Amount)))];
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                await WriteAsync(work, assignment, command, criteria, passFails.Select(passFail => passFail.Id).ToHashSet());
                if (command.Submit)
                    work.Note(
                        string.Join(
                            ", ",
                            passFails
                                .Select(passFail =>
                                    $"{passFail.Name} {(command.PassFailCriteria.First(score => score.PassFailCriterionId == passFail.Id).Passed == true ? "pass" : "fail")}"
                                )
                                .Concat(
                                    criteria.Select(criterion =>
                                        $"{criterion.Name} {command.Scores.First(score => score.CriterionId == criterion.Id).Value}"
                                    )
                                )
                                .Concat(
                                    command.Advice.Fund is { } fund
                                        ? [$"advice: {AssessorAdvice.InWords(fund)}{(command.Advice.Amount is { } sum ? $", {sum}" : "")}"]
                                        : []
                                )
                        )
                    );
                return Result.Done;
            }
        );
    }

    /// <summary>Each text that is longer than its column, by the name of what it is about.</summary>
    public static IReadOnlyList<Refusal> WhyTooLong(
        Command command,
        IReadOnlyList<Criterion> criteria,
        IReadOnlyList<PassFailCriterion> passFails
    ) =>
        command
            .PassFailCriteria.Select(
                (answer, i) =>
                    TextLimit.WhyTooLong(
                        answer.Reason,
                        MostText,
                        Refusal.At(nameof(Command.PassFailCriteria), i, nameof(PassFailAnswer.Reason)),
                        $"the reason for {passFails.FirstOrDefault(one => one.Id == answer.PassFailCriterionId)?.Name}"
                    )
            )
            .Concat(
                command.Scores.Select(
                    (score, i) =>
                        TextLimit.WhyTooLong(
                            score.Reason,
                            MostText,
                            Refusal.At(nameof(Command.Scores), i, nameof(Score.Reason)),
                            $"the reason for {criteria.FirstOrDefault(one => one.Id == score.CriterionId)?.Name}"
                        )
                )
            )
            .Append(
                TextLimit.WhyTooLong(command.Advice.Condition, MostText, AdviceField(nameof(AssessorAdvice.Condition)), "the condition")
            )
            .Append(
                TextLimit.WhyTooLong(
                    command.Advice.Question,
                    MostText,
                    AdviceField(nameof(AssessorAdvice.Question)),
                    "the question for the meeting"
                )
            )
            .OfType<Refusal>()
            .ToList();

    private static string AdviceField(string name) => $"{nameof(Command.Advice)}.{name}";

    private static Task<Money?> AskedAsync(Work work, Guid application) =>
        work.ScalarAsync<Money?>("select AmountRequested from Application where Id = @application", new { application });

    private static async Task WriteAsync(
        Work work,
        Assignment assignment,
        Command command,
        IReadOnlyList<Criterion> criteria,
        HashSet<Guid> passFails
    )
    {
        await work.ExecuteOneAsync(
            "update ScoringAssignment set SubmittedAt = @SubmittedAt, Total = @Total, SavedIn = @Window, Version = Version + 1 where Id = @Id and Version = @Version and SubmittedAt is null",
            new
            {
                assignment.Id,
                assignment.Version,
                command.Window,
                SubmittedAt = command.Submit ? work.Now : (DateTime?)null,
                Total = command.Submit
                    ? ScoreArithmetic.Total(criteria, command.Scores.ToDictionary(score => score.CriterionId, score => score.Value!.Value))
                    : (int?)null,
            }
        );
        await SheetVersions.WriteAsync(
            work,
            assignment.Id,
            new(
                command.Scores.Where(score => criteria.Any(criterion => criterion.Id == score.CriterionId)).ToList(),
                command.PassFailCriteria.Where(score => passFails.Contains(score.PassFailCriterionId)).ToList()
            )
            {
                Advice = command.Advice,
            }
        );
        if (command.Submit)
            await work.ExecuteOneAsync(
                "update PanelMember set Submitted = Submitted + 1 where RoundId = @RoundId and PersonId = @AssessorId",
                new { assignment.RoundId, assignment.AssessorId }
            );
    }
}
