using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>An assessor's scores for a practice application, and afterwards those of the rest of the panel. They count for
/// nothing.</summary>
public sealed class Practice(Db db)
{
    public sealed record PracticeScoreRow
    {
        public required Guid CriterionId { get; init; }
        public required Guid AssessorId { get; init; }
        public required int Value { get; init; }
    }

    /// <param name="Others">Empty until this assessor has scored the application, so that no one is influenced.</param>
    public sealed record PracticePage(
        Round Round,
        PracticeApplication Application,
        IReadOnlyList<Criterion> Criteria,
        IReadOnlyList<Anchor> Anchors,
        IReadOnlyDictionary<Guid, int> Own,
        IReadOnlyList<PracticeScoreRow> Others,
        int? Next
    )
    {
        /// <summary>What informs each criterion.</summary>
        public required ILookup<Guid, PracticePart> Beside { get; init; }

        /// <summary>What informs none, or several.</summary>
        public required IReadOnlyList<PracticePart> Rest { get; init; }

        /// <summary>The criteria on which this assessor is far from another, or from the office.</summary>
        public IReadOnlyList<Criterion> FarApart =>
            Criteria
                .Where(criterion =>
                    Own.TryGetValue(criterion.Id, out var own)
                    && Others
                        .Where(score => score.CriterionId == criterion.Id)
                        .Select(score => score.Value)
                        .Concat(Application.Model.Where(score => score.Criterion == criterion.Code).Select(score => score.Value))
                        .Any(other => Math.Abs(other - own) >= PracticeRules.FarApart(criterion))
                )
                .ToList();
    }

    public Task<PracticePage> GetAsync(Actor actor, Guid round, int practice) =>
        db.ReadAsync(async work =>
        {
            await PanelQueries.DemandMemberAsync(work, actor, round);
            var all = await PracticeQueries.OfRoundAsync(work, round);
            var application =
                all.FirstOrDefault(one => one.Number == practice) ?? throw new NotFoundException("No such practice application");
            var given = await work.QueryAsync<PracticeScoreRow>(
                "select CriterionId, AssessorId, Value from PracticeScore where RoundId = @round and Practice = @practice",
                new { round, practice }
            );
            var own = given.Where(score => score.AssessorId == actor.Id).ToDictionary(score => score.CriterionId, score => score.Value);
            var criteria = await RoundReader.CriteriaAsync(work, round);
            var questions = await RoundReader.QuestionsAsync(work, round);
            // The office's own parts are the round's questions, which the form links with criteria.
            Criterion? Of(PracticePart part) =>
                criteria.FirstOrDefault(criterion =>
                    questions.Any(question => question.Wording == part.Heading && question.Settings.Criterion == criterion.Code)
                ) ?? criteria.FirstOrDefault(criterion => criterion.Name.Contains(part.Heading, StringComparison.OrdinalIgnoreCase));
            return new PracticePage(
                await RoundReader.GetAsync(work, round),
                application,
                criteria,
                await RoundReader.AnchorsAsync(work, round),
                own,
                own.Count > 0 ? given.Where(score => score.AssessorId != actor.Id).ToList() : [],
                all.FirstOrDefault(one => one.Number > practice)?.Number
            )
            {
                Beside = application
                    .Parts.Select(part => (part, criterion: Of(part)))
                    .Where(pair => pair.criterion is not null)
                    .ToLookup(pair => pair.criterion!.Id, pair => pair.part),
                Rest = application.Parts.Where(part => Of(part) is null).ToList(),
            };
        });

    public async Task<Result> ScoreAsync(Actor actor, Guid round, int practice, IReadOnlyDictionary<Guid, int> scores)
    {
        return await db.ChangeAsync(
            actor,
            AuditAction.PracticeScored,
            round,
            async work =>
            {
                var refusals = new List<Refusal>();
                await PanelQueries.DemandMemberAsync(work, actor, round);
                if ((await PracticeQueries.OfRoundAsync(work, round)).All(one => one.Number != practice))
                    throw new NotFoundException("No such practice application");
                if (RoundRules.WhyWithdrawn(await RoundReader.GetAsync(work, round)) is { } withdrawn)
                    return withdrawn;
                var criteria = await RoundReader.CriteriaAsync(work, round);
                foreach (var (criterion, i) in criteria.Select((criterion, i) => (criterion, i)))
                    if (!scores.TryGetValue(criterion.Id, out var given) || !criterion.Allows(given))
                        refusals.Add(new($"Choose a score for {criterion.Name}", Refusal.At(nameof(scores), i, nameof(Score.Value))));
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                await work.ExecuteAsync(
                    "delete from PracticeScore where RoundId = @round and AssessorId = @By and Practice = @practice",
                    new
                    {
                        round,
                        By = actor.Id,
                        practice,
                    }
                );
                await work.ExecuteAsync(
                    "insert into PracticeScore (RoundId, AssessorId, Practice, CriterionId, Value, ScoredAt) values (@round, @By, @practice, @Criterion, @Value, @Now)",
                    criteria.Select(criterion => new
                    {
                        round,
                        By = actor.Id,
                        practice,
                        Criterion = criterion.Id,
                        Value = scores[criterion.Id],
                        work.Now,
                    })
                );
                work.Note($"Practice application {practice}");
                return Result.Done;
            }
        );
    }
}
