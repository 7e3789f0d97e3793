using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>The office writes the practice applications of a round: answers to the round's own questions, with its scores and reasons. It
/// may begin with an application of an earlier round, without its applicant's name.</summary>
public sealed class WritePractice(Db db)
{
    /// <param name="Answers">To the round's questions, in their order; empty: not answered.</param>
    public sealed record Command(int Number, string? Title, IReadOnlyList<string> Answers, IReadOnlyList<Score> Scores);

    /// <param name="Application">As it is saved, or as it begins; null: empty.</param>
    public sealed record PracticeDraft(
        Round Round,
        IReadOnlyList<Question> Questions,
        IReadOnlyList<Criterion> Criteria,
        PracticeApplication? Application,
        Refusal? WhyShut
    );

    /// <param name="from">Reference of an application of an earlier round to begin with; null: none.</param>
    public Task<PracticeDraft> GetAsync(Guid round, int number, string? from) =>
        db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            var questions = await RoundReader.QuestionsAsync(work, round);
            var saved = (await PracticeQueries.OwnAsync(work, round)).FirstOrDefault(one => one.Number == number);
            return new PracticeDraft(
                details,
                questions,
                await RoundReader.CriteriaAsync(work, round),
                saved ?? (string.IsNullOrWhiteSpace(from) ? null : await BeginAsync(work, round, number, from.Trim(), questions)),
                RoundRules.WhyWithdrawn(details) ?? PracticeRules.WhyCannotChange(await PracticeQueries.IsScoredAsync(work, round))
            );
        });

    public Task<Result> SaveAsync(Actor actor, Guid round, Command command) =>
        ChangeAsync(
            actor,
            AuditAction.PracticeWritten,
            round,
            async work =>
            {
                var questions = await RoundReader.QuestionsAsync(work, round);
                var criteria = await RoundReader.CriteriaAsync(work, round);
                if (PracticeRules.WhyCannotSave(command.Title, command.Answers, criteria, command.Scores) is { Count: > 0 } refusals)
                    return Result.Of(refusals);
                var content = new PracticeContent(
                    questions
                        .Zip(command.Answers, (question, text) => new PracticePart(question.Wording, text.Trim()))
                        .Where(part => part.Text.Length > 0)
                        .ToList(),
                    criteria
                        .Select(criterion => (criterion, score: command.Scores.First(score => score.CriterionId == criterion.Id)))
                        .Select(pair => new ModelScore(pair.criterion.Code, pair.score.Value!.Value, pair.score.Reason.Trim()))
                        .ToList()
                );
                // Scores of the invented ones, which the office's own replace, have the same numbers.
                if ((await PracticeQueries.OwnAsync(work, round)).Count == 0)
                    await work.ExecuteAsync("delete from PracticeScore where RoundId = @round", new { round });
                await RemoveAsync(work, round, command.Number);
                await work.ExecuteOneAsync(
                    "insert into PracticeApplication (RoundId, Number, Title, ContentJson) values (@round, @Number, @Title, @content)",
                    new
                    {
                        round,
                        command.Number,
                        Title = command.Title!.Trim(),
                        content,
                    }
                );
                work.Note(
                    $"Practice application {command.Number}: {command.Title!.Trim()}. {string.Join(", ", content.Model.Select(score => $"{score.Criterion} {score.Value}"))}"
                );
                return Result.Done;
            }
        );

    public Task<Result> RemoveAsync(Actor actor, Guid round, int number) =>
        ChangeAsync(
            actor,
            AuditAction.PracticeRemoved,
            round,
            async work =>
            {
                if (await RemoveAsync(work, round, number) == 0)
                    return new Refusal("There is no such practice application");
                work.Note($"Practice application {number}");
                return Result.Done;
            }
        );

    private Task<Result> ChangeAsync(Actor actor, AuditAction action, Guid round, Func<Work, Task<Result>> change) =>
        db.ChangeAsync(
            actor,
            action,
            round,
            async work =>
                (
                    RoundRules.WhyWithdrawn(await RoundReader.GetAsync(work, round))
                    ?? PracticeRules.WhyCannotChange(await PracticeQueries.IsScoredAsync(work, round))
                )
                    is { } shut
                    ? shut
                    : await change(work)
        );

    private static Task<int> RemoveAsync(Work work, Guid round, int number) =>
        work.ExecuteAsync("delete from PracticeApplication where RoundId = @round and Number = @number", new { round, number });

    /// <summary>The answers of an application that is decided, to questions that this round asks too. The organisation's name is replaced;
    /// what else could tell who it was is for the officer to change.</summary>
    private static async Task<PracticeApplication?> BeginAsync(
        Work work,
        Guid round,
        int number,
        string reference,
        IReadOnlyList<Question> questions
    )
    {
        var found = await work.FindOrDefaultAsync<PastApplication>(
            "select a.Id, o.Name from Application a join Organisation o on o.Id = a.OrganisationId join Round r on r.Id = a.RoundId where a.Reference = @reference and a.RoundId <> @round and a.Status = 'Submitted' and r.DecidedAt is not null",
            new { reference, round }
        );
        if (found is null)
            return null;
        var copy = (await SubmittedCopy.GetAsync(work, found.Id)).Copy;
        return new(
            number,
            "",
            questions
                .Join(
                    copy.Answers,
                    question => question.Code,
                    answer => answer.Code,
                    (question, answer) =>
                        new PracticePart(
                            question.Wording,
                            (answer.Answer ?? "").Replace(found.Name, "the group", StringComparison.OrdinalIgnoreCase)
                        )
                )
                .ToList(),
            []
        );
    }

    private sealed record PastApplication
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
    }
}
