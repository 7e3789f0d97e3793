using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Records the panel's agreed scores for an application, who was present, and the reason where they differ from the mean. The
/// original scores are unchanged (R44).</summary>
public sealed class AgreeScores(Db db)
{
    /// <param name="Score">Null agrees the mean exactly.</param>
    /// <param name="IsChosen">The reason is an assessor's, and the panel chose it.</param>
    public sealed record AgreedLine(Guid Criterion, Fraction? Score, string? Reason, bool IsChosen = false);

    /// <param name="Passed">Null agrees with all assessors.</param>
    public sealed record PassFailLine(Guid PassFailCriterion, bool? Passed, string? Reason);

    /// <param name="ScoresSeen">The scores that were on the screen; null: it does not say.</param>
    public sealed record Command(
        Guid Application,
        int Version,
        IReadOnlyList<PassFailLine> PassFailCriteria,
        IReadOnlyList<AgreedLine> Lines,
        string? Note,
        Attendance Present,
        string? FewReason = null,
        string? ScoresSeen = null
    );

    public async Task<Result> RunAsync(Actor actor, Command command)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.ScoreAgreed,
            command.Application,
            async work =>
            {
                var refusals = new List<Refusal>();
                var view = await ApplicationModeration.GetAsync(work, actor, command.Application);
                refusals.AddRange(WhyNot(view, command));
                refusals.AddRange(
                    TextLimit.WhyTooLong([
                        .. command.PassFailCriteria.Select(
                            (line, i) => (line.Reason, 2000, Refusal.At(nameof(Command.PassFailCriteria), i, nameof(PassFailLine.Reason)))
                        ),
                        .. command.Lines.Select(
                            (line, i) => (line.Reason, 2000, Refusal.At(nameof(Command.Lines), i, nameof(AgreedLine.Reason)))
                        ),
                        (command.Note, 4000, nameof(Command.Note)),
                        (command.FewReason, 1000, nameof(Command.FewReason)),
                    ])
                );
                var (present, few) = command.Present.Of(view.Panel, view.Round, view.Away);
                if (few is not null && view.WhyCannotModerate is null)
                    refusals.Add(few);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                var agreed = view
                    .Criteria.Select(criterion => (Criterion: criterion, Line: command.Lines.First(line => line.Criterion == criterion.Id)))
                    .Select(pair => (pair.Criterion, Score: pair.Line.Score ?? view.Means[pair.Criterion.Id], pair.Line.Reason))
                    // Who agrees the mean without a word agrees with the assessors' reasons.
                    .Select(one => (one.Criterion, one.Score, Reason: Said(one.Reason) ?? view.DraftReason(one.Criterion)))
                    .ToList();
                await work.ExecuteAsync("delete from AgreedScore where ApplicationId = @Application", new { command.Application });
                await work.ExecuteAsync(
                    InsertSql,
                    agreed.Select(one => Row(command.Application, one.Criterion.Id, one.Score, one.Reason, actor, work.Now))
                );
                var passFails = view
                    .PassFailCriteria.Select(passFail =>
                        (
                            PassFailCriterion: passFail,
                            Line: command.PassFailCriteria.FirstOrDefault(line => line.PassFailCriterion == passFail.Id)
                        )
                    )
                    .Select(pair =>
                        (
                            pair.PassFailCriterion,
                            Passed: pair.Line?.Passed ?? view.Unanimous(pair.PassFailCriterion)!.Value,
                            Reason: Said(pair.Line?.Reason)
                                ?? (view.Unanimous(pair.PassFailCriterion) == false ? view.DraftReason(pair.PassFailCriterion) : null)
                        )
                    )
                    .ToList();
                await work.ExecuteAsync("delete from AgreedPassFail where ApplicationId = @Application", new { command.Application });
                await work.ExecuteAsync(
                    InsertPassFailSql,
                    passFails.Select(one =>
                        PassFailRow(command.Application, one.PassFailCriterion.Id, one.Passed, one.Reason, actor, work.Now)
                    )
                );
                var meeting = new
                {
                    command.Application,
                    Note = command.Note?.Trim() ?? "",
                    Present = present,
                    command.Version,
                    FewReason = view.Submitted < view.Round.Policy.LeastScores ? Said(command.FewReason) : null,
                    By = actor.Id,
                };
                if (command.Version == 0)
                {
                    await work.ExecuteAsync(
                        "insert into Moderation (ApplicationId, Note, Present, FewReason, ReasonsReadBy, Version) values (@Application, @Note, @Present, @FewReason, @By, 1)",
                        meeting
                    );
                    await work.ExecuteOneAsync(
                        "update RoundTally set Moderated = Moderated + 1 where RoundId = @Id",
                        new { view.Round.Id }
                    );
                }
                else
                    await work.ExecuteOneAsync(
                        "update Moderation set Note = @Note, Present = @Present, FewReason = @FewReason, ReasonsReadBy = @By, Version = Version + 1 where ApplicationId = @Application and Version = @Version",
                        meeting
                    );
                await command.Present.WriteAsync(work, command.Application);
                await ReopenedModeration.ForgetAsync(work, command.Application);
                var changes = new Changes(isNew: view.Agreed.Count == 0);
                foreach (var (passFail, passed, reason) in passFails)
                {
                    var before = view.AgreedPassFails.FirstOrDefault(row => row.PassFailCriterionId == passFail.Id);
                    changes.Add(passFail.Name, PassOrFail(before?.Passed), PassOrFail(passed));
                    changes.Add($"Reason for {passFail.Name}", before?.Reason, reason);
                }
                foreach (var (criterion, score, reason) in agreed)
                {
                    var before = view.Agreed.FirstOrDefault(row => row.CriterionId == criterion.Id);
                    changes.Add(criterion.Name, before?.Score, score);
                    changes.Add($"Reason for {criterion.Name}", before?.Reason, reason);
                }
                changes
                    .Add("Note", view.Meeting?.Note, command.Note)
                    .Add("Present", view.Meeting?.Present, present)
                    .Add("Why with fewer scores", view.Meeting?.FewReason, meeting.FewReason);
                work.Note(changes.ToString());
                return Result.Done;
            }
        );
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? PassOrFail(bool? passed) =>
        passed is { } yes
            ? yes
                ? "pass"
                : "fail"
            : null;

    private static List<string> AwayOf(ApplicationModeration.ModerationSheet view) =>
        view.Assessors.Where(assessor => assessor.IsOut).Select(assessor => assessor.Name).ToList();

    /// <summary>Criteria for which somebody else agreed another score than the one typed; an empty box is the mean.</summary>
    private static List<(string Criterion, string Theirs, string Own)> Differing(
        ApplicationModeration.ModerationSheet view,
        Command command
    ) =>
        (
            from criterion in view.Criteria
            from theirs in view.Agreed
            where theirs.CriterionId == criterion.Id
            let line = command.Lines.FirstOrDefault(line => line.Criterion == criterion.Id)
            let own = line?.Score ?? (view.Means.TryGetValue(criterion.Id, out var mean) ? mean : (Fraction?)null)
            where own != theirs.Score
            select (criterion.Name, theirs.Score.ToString(2), own?.ToString(2) ?? "none")
        ).ToList();

    private static IEnumerable<Refusal> WhyNot(ApplicationModeration.ModerationSheet view, Command command)
    {
        if (view.WhyCannotModerate is { } refusal)
            return [refusal];
        if (view.Application.Application.Status != ApplicationStatus.Submitted)
            return [new("This application was withdrawn")];
        if (
            MeetingRules.WhyOvertaken(command.Version, view.Version, view.Meeting?.ByName, view.Meeting?.At, Differing(view, command)) is
            { } overtaken
        )
            return [overtaken];
        if (MeetingRules.WhyScoresMoved(command.ScoresSeen, view.ScoresSeen, AwayOf(view)) is { } moved)
            return [moved];
        var refusals = new List<Refusal>();
        for (var i = 0; i < view.PassFailCriteria.Count; i++)
        {
            var passFail = view.PassFailCriteria[i];
            var line = command.PassFailCriteria.FirstOrDefault(line => line.PassFailCriterion == passFail.Id);
            var count = view.PassFailCounts.FirstOrDefault(count => count.PassFailCriterionId == passFail.Id);
            if ((line?.Passed ?? view.Unanimous(passFail)) is not { } passes)
                refusals.Add(
                    new(
                        $"Say whether the application passes {passFail.Name}. The assessors do not agree.",
                        Refusal.At(nameof(Command.PassFailCriteria), i, nameof(PassFailLine.Passed))
                    )
                );
            else if (
                ModerationRules.WhyPassFailReasonNeeded(
                    passFail,
                    passes,
                    count?.Passed ?? 0,
                    count?.Failed ?? 0,
                    line?.Reason,
                    Refusal.At(nameof(Command.PassFailCriteria), i, nameof(PassFailLine.Reason))
                ) is
                { } unsaid
            )
                refusals.Add(unsaid);
        }
        for (var i = 0; i < view.Criteria.Count; i++)
        {
            var criterion = view.Criteria[i];
            var line = command.Lines.FirstOrDefault(line => line.Criterion == criterion.Id);
            var mean = view.Means.TryGetValue(criterion.Id, out var given) ? given : (Fraction?)null;
            if ((line?.Score ?? mean) is not { } score)
                refusals.Add(
                    new(
                        $"Enter the agreed score for {criterion.Name}. No one could score it, so there is no mean.",
                        Refusal.At(nameof(Command.Lines), i, nameof(AgreedLine.Score))
                    )
                );
            else if (
                ModerationRules.WhyReasonNeeded(
                    criterion,
                    score,
                    mean,
                    view.Round.Policy.Margin,
                    line?.Reason,
                    line?.IsChosen == true ? null : view.DraftReason(criterion),
                    !criterion.Allows(score)
                        ? Refusal.At(nameof(Command.Lines), i, nameof(AgreedLine.Score))
                        : Refusal.At(nameof(Command.Lines), i, nameof(AgreedLine.Reason))
                ) is
                { } reason
            )
                refusals.Add(reason);
        }
        if (
            ModerationRules.WhyTooFewScores(view.Submitted, view.Round.Policy.LeastScores, command.FewReason, nameof(Command.FewReason)) is
            { } few
        )
            refusals.Add(few);
        return refusals;
    }

    internal static object Row(Guid application, Guid criterion, Fraction score, string? reason, Actor actor, DateTime now) =>
        new
        {
            application,
            criterion,
            Numerator = (long)score.Numerator,
            Denominator = (long)score.Denominator,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            By = actor.Id,
            now,
        };

    internal static object PassFailRow(Guid application, Guid passFail, bool passed, string? reason, Actor actor, DateTime now) =>
        new
        {
            application,
            passFail,
            passed,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            By = actor.Id,
            now,
        };

    internal const string InsertPassFailSql = """
        insert into AgreedPassFail (ApplicationId, PassFailCriterionId, Passed, Reason, AgreedBy, AgreedAt)
        values (@application, @passFail, @passed, @Reason, @By, @now)
        """;
    internal const string InsertSql = """
        insert into AgreedScore (ApplicationId, CriterionId, Numerator, Denominator, Reason, AgreedBy, AgreedAt)
        values (@application, @criterion, @Numerator, @Denominator, @Reason, @By, @now)
        """;
}
