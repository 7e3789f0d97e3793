using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>What a round asks and scores, as lists that are replaced whole while the round is being built.</summary>
public sealed record RoundLists
{
    public required IReadOnlyList<(string Wording, string? Hint, string WhyNot)> Eligibility { get; init; }
    public required IReadOnlyList<(string Section, string Code, string Wording, string? Hint, int WordLimit, bool Required)> Questions { get; init; }
    public required IReadOnlyList<(string Name, string? Hint, bool Required)> Documents { get; init; }
    public required IReadOnlyList<CriterionWithAnchors> Criteria { get; init; }
    public required IReadOnlyList<(string Name, string Guidance)> Checks { get; init; }
}

/// <param name="Anchors">Six wordings, for 0 to 5 points.</param>
public sealed record CriterionWithAnchors(string Code, string Name, string Guidance, int Weight, IReadOnlyList<string> Anchors);

internal static class RoundContent
{
    public static async Task ReplaceAsync(Work work, Guid round, RoundLists lists)
    {
        await ReplaceCriteriaAsync(work, round, lists.Criteria);
        await ReplaceQuestionsAsync(work, round, lists);
        await work.ExecuteAsync("delete from DueDiligenceItem where RoundId = @round", new { round });
        await work.ExecuteAsync("insert into DueDiligenceItem (Id, RoundId, Position, Name, Guidance) values (@Id, @round, @Position, @Name, @Guidance)",
            lists.Checks.Select((check, i) => new { Id = Guid.CreateVersion7(), round, Position = i + 1, check.Name, check.Guidance }));
    }

    public static async Task ReplaceCriteriaAsync(Work work, Guid round, IReadOnlyList<CriterionWithAnchors> criteria)
    {
        await work.ExecuteAsync("delete from CriterionAnchor where CriterionId in (select Id from Criterion where RoundId = @round)", new { round });
        await work.ExecuteAsync("delete from Criterion where RoundId = @round", new { round });
        foreach (var (criterion, i) in criteria.Select((criterion, i) => (criterion, i)))
        {
            var id = Guid.CreateVersion7();
            await work.ExecuteAsync("insert into Criterion (Id, RoundId, Position, Code, Name, Guidance, Weight) values (@id, @round, @Position, @Code, @Name, @Guidance, @Weight)",
                new { id, round, Position = i + 1, criterion.Code, criterion.Name, criterion.Guidance, criterion.Weight });
            await work.ExecuteAsync("insert into CriterionAnchor (CriterionId, Points, Wording) values (@id, @Points, @Wording)",
                criterion.Anchors.Select((wording, points) => new { id, Points = points, Wording = wording }));
        }
    }

    public static async Task ReplaceQuestionsAsync(Work work, Guid round, RoundLists lists)
    {
        await work.ExecuteAsync("delete from EligibilityQuestion where RoundId = @round", new { round });
        await work.ExecuteAsync("insert into EligibilityQuestion (Id, RoundId, Position, Wording, Hint, WhyNot) values (@Id, @round, @Position, @Wording, @Hint, @WhyNot)",
            lists.Eligibility.Select((question, i) => new { Id = Guid.CreateVersion7(), round, Position = i + 1, question.Wording, question.Hint, question.WhyNot }));
        await work.ExecuteAsync("delete from Question where RoundId = @round", new { round });
        await work.ExecuteAsync("insert into Question (Id, RoundId, Position, Section, Code, Wording, Hint, WordLimit, Required) values (@Id, @round, @Position, @Section, @Code, @Wording, @Hint, @WordLimit, @Required)",
            lists.Questions.Select((question, i) => new { Id = Guid.CreateVersion7(), round, Position = i + 1, question.Section, question.Code, question.Wording, question.Hint, question.WordLimit, question.Required }));
        await work.ExecuteAsync("delete from DocumentKind where RoundId = @round", new { round });
        await work.ExecuteAsync("insert into DocumentKind (Id, RoundId, Position, Name, Hint, Required) values (@Id, @round, @Position, @Name, @Hint, @Required)",
            lists.Documents.Select((kind, i) => new { Id = Guid.CreateVersion7(), round, Position = i + 1, kind.Name, kind.Hint, kind.Required }));
    }
}

public sealed class SaveCriteria(Db db)
{
    public Task<Outcome> RunAsync(Actor actor, Guid round, IReadOnlyList<CriterionWithAnchors> criteria) =>
        db.ChangeAsync(actor, AuditAction.CriteriaChanged, round, async work =>
        {
            if (RoundRules.WhyCannotChange(await RoundReader.GetAsync(work, round)) is { } frozen) return frozen;
            await RoundContent.ReplaceCriteriaAsync(work, round, criteria);
            return Outcome.Done;
        });
}

public sealed class SaveQuestions(Db db)
{
    public Task<Outcome> RunAsync(Actor actor, Guid round, RoundLists lists) =>
        db.ChangeAsync(actor, AuditAction.QuestionsChanged, round, async work =>
        {
            if (RoundRules.WhyCannotChange(await RoundReader.GetAsync(work, round)) is { } frozen) return frozen;
            await RoundContent.ReplaceQuestionsAsync(work, round, lists);
            return Outcome.Done;
        });
}
