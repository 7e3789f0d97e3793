using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>What a round asks and scores, as lists that are replaced whole while the round is being built.</summary>
public sealed record RoundLists
{
    public required IReadOnlyList<(string Wording, string? Hint, string WhyNot)> Eligibility { get; init; }

    /// <summary>In order; their ids and positions are given when they are written.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }
    public required IReadOnlyList<DocumentKind> Documents { get; init; }
    public IReadOnlyList<(string Name, string Guidance)> Gates { get; init; } = [];
    public required IReadOnlyList<CriterionWithAnchors> Criteria { get; init; }
    public required IReadOnlyList<CheckTemplate> Checks { get; init; }
}

/// <summary>A due diligence check as a round asks for it.</summary>
public sealed record CheckTemplate(
    string Name,
    string Guidance,
    CheckKind Kind = CheckKind.General,
    CheckTier Tier = CheckTier.Light,
    int ValidMonths = 0,
    CheckHold Holds = CheckHold.Decision
);

/// <param name="Anchors">Six wordings, for 0 to 5 points.</param>
public sealed record CriterionWithAnchors(string Code, string Name, string Guidance, int Weight, IReadOnlyList<string> Anchors);

internal static class RoundContent
{
    public static async Task ReplaceAsync(Work work, Guid round, RoundLists lists)
    {
        await ReplaceGatesAsync(work, round, lists.Gates);
        await ReplaceCriteriaAsync(work, round, lists.Criteria);
        await ReplaceEligibilityAsync(work, round, lists.Eligibility);
        await ReplaceQuestionsAsync(work, round, lists.Questions);
        await ReplaceDocumentsAsync(work, round, lists.Documents);
        await ReplaceChecksAsync(work, round, lists.Checks);
    }

    public static async Task ReplaceChecksAsync(Work work, Guid round, IReadOnlyList<CheckTemplate> checks)
    {
        await work.ExecuteAsync("delete from DueDiligenceItem where RoundId = @round", new { round });
        await work.ExecuteAsync(
            "insert into DueDiligenceItem (Id, RoundId, Position, Name, Guidance, Kind, Tier, ValidMonths, Holds) values (@Id, @round, @Position, @Name, @Guidance, @Kind, @Tier, @ValidMonths, @Holds)",
            checks.Select(
                (check, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        check.Name,
                        check.Guidance,
                        check.Kind,
                        check.Tier,
                        check.ValidMonths,
                        check.Holds,
                    }
            )
        );
    }

    public static async Task ReplaceGatesAsync(Work work, Guid round, IReadOnlyList<(string Name, string Guidance)> gates)
    {
        await work.ExecuteAsync("delete from Gate where RoundId = @round", new { round });
        await work.ExecuteAsync(
            "insert into Gate (Id, RoundId, Position, Name, Guidance) values (@Id, @round, @Position, @Name, @Guidance)",
            gates.Select(
                (gate, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        gate.Name,
                        gate.Guidance,
                    }
            )
        );
    }

    public static async Task ReplaceCriteriaAsync(Work work, Guid round, IReadOnlyList<CriterionWithAnchors> criteria)
    {
        await work.ExecuteAsync(
            "delete from CriterionAnchor where CriterionId in (select Id from Criterion where RoundId = @round)",
            new { round }
        );
        await work.ExecuteAsync("delete from Criterion where RoundId = @round", new { round });
        foreach (var (criterion, i) in criteria.Select((criterion, i) => (criterion, i)))
        {
            var id = Guid.CreateVersion7();
            await work.ExecuteAsync(
                "insert into Criterion (Id, RoundId, Position, Code, Name, Guidance, Weight) values (@id, @round, @Position, @Code, @Name, @Guidance, @Weight)",
                new
                {
                    id,
                    round,
                    Position = i + 1,
                    criterion.Code,
                    criterion.Name,
                    criterion.Guidance,
                    criterion.Weight,
                }
            );
            await work.ExecuteAsync(
                "insert into CriterionAnchor (CriterionId, Points, Wording) values (@id, @Points, @Wording)",
                criterion.Anchors.Select(
                    (wording, points) =>
                        new
                        {
                            id,
                            Points = points,
                            Wording = wording,
                        }
                )
            );
        }
    }

    public static async Task ReplaceEligibilityAsync(
        Work work,
        Guid round,
        IReadOnlyList<(string Wording, string? Hint, string WhyNot)> eligibility
    )
    {
        await work.ExecuteAsync("delete from EligibilityQuestion where RoundId = @round", new { round });
        await work.ExecuteAsync(
            "insert into EligibilityQuestion (Id, RoundId, Position, Wording, Hint, WhyNot) values (@Id, @round, @Position, @Wording, @Hint, @WhyNot)",
            eligibility.Select(
                (question, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        question.Wording,
                        question.Hint,
                        question.WhyNot,
                    }
            )
        );
    }

    public static async Task ReplaceQuestionsAsync(Work work, Guid round, IReadOnlyList<Question> questions)
    {
        await work.ExecuteAsync("delete from Question where RoundId = @round", new { round });
        await work.ExecuteAsync(
            """
            insert into Question (Id, RoundId, Position, Section, Code, Wording, Hint, WordLimit, Required, Kind, Settings)
            values (@Id, @round, @Position, @Section, @Code, @Wording, @Hint, @WordLimit, @Required, @Kind, @Settings)
            """,
            questions.Select(
                (question, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        question.Section,
                        question.Code,
                        question.Wording,
                        question.Hint,
                        question.WordLimit,
                        question.Required,
                        question.Kind,
                        question.Settings,
                    }
            )
        );
    }

    public static async Task ReplaceDocumentsAsync(Work work, Guid round, IReadOnlyList<DocumentKind> documents)
    {
        await work.ExecuteAsync("delete from DocumentKind where RoundId = @round", new { round });
        await work.ExecuteAsync(
            "insert into DocumentKind (Id, RoundId, Position, Name, Hint, Required, Stage, Settings) values (@Id, @round, @Position, @Name, @Hint, @Required, @Stage, @Settings)",
            documents.Select(
                (kind, i) =>
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        round,
                        Position = i + 1,
                        kind.Name,
                        kind.Hint,
                        kind.Required,
                        kind.Stage,
                        kind.Settings,
                    }
            )
        );
    }
}

public sealed class SaveCriteria(Db db)
{
    public Task<Outcome> RunAsync(Actor actor, Guid round, IReadOnlyList<CriterionWithAnchors> criteria) =>
        db.ChangeAsync(
            actor,
            AuditAction.CriteriaChanged,
            round,
            async work =>
            {
                if (RoundRules.WhyCannotChange(await RoundReader.GetAsync(work, round)) is { } frozen)
                    return frozen;
                await RoundContent.ReplaceCriteriaAsync(work, round, criteria);
                return Outcome.Done;
            }
        );
}

/// <summary>How a round's bids become a list, while the round is being built.</summary>
public sealed class SavePolicy(Db db)
{
    public async Task<IReadOnlyList<Refusal>> RunAsync(
        Actor actor,
        Guid round,
        RoundPolicy policy,
        IReadOnlyList<(string Name, string Guidance)> gates
    )
    {
        IReadOnlyList<Refusal> refusals = [];
        await db.ChangeAsync(
            actor,
            AuditAction.PolicyChanged,
            round,
            async work =>
            {
                var setup = await RoundReader.GetSetupAsync(work, round);
                refusals = RoundRules.WhyCannotChange(setup.Round) is { } frozen
                    ? [frozen]
                    : PolicyRules.WhyPolicyIsWrong(policy, setup.Round.Pot, setup.Priorities.ToList(), setup.Zones.ToList());
                if (refusals is [var first, ..])
                    return first;
                await work.ExecuteOneAsync(
                    "update Round set Policy = @policy, Version = Version + 1 where Id = @round",
                    new { round, policy }
                );
                await RoundContent.ReplaceGatesAsync(work, round, gates);
                work.Note(string.Join(" ", PolicyRules.InWords(policy)));
                return Outcome.Done;
            }
        );
        return refusals;
    }
}

/// <summary>The checks of a round that is being built, and when a bid is checked more closely (R29).</summary>
public sealed class SaveChecks(Db db)
{
    public async Task<IReadOnlyList<Refusal>> RunAsync(Actor actor, Guid round, IReadOnlyList<CheckTemplate> checks, TierPolicy tiers)
    {
        IReadOnlyList<Refusal> refusals = [];
        await db.ChangeAsync(
            actor,
            AuditAction.ChecksChanged,
            round,
            async work =>
            {
                var setup = await RoundReader.GetSetupAsync(work, round);
                var policy = setup.Round.Policy with { Tiers = tiers };
                refusals =
                    RoundRules.WhyCannotChange(setup.Round) is { } frozen ? [frozen]
                    : checks.Count == 0 ? [new("Name at least one check", "Form.Checks[0].Name")]
                    : checks
                        .Select((check, i) => (check, i))
                        .FirstOrDefault(pair => checks.Take(pair.i).Any(before => before.Name == pair.check.Name))
                        is { check: { } twice }
                        ? [new($"\"{twice.Name}\" is there twice", "Form.Checks[0].Name")]
                    : PolicyRules.WhyPolicyIsWrong(policy, setup.Round.Pot, setup.Priorities.ToList(), setup.Zones.ToList());
                if (refusals is [var first, ..])
                    return first;
                await RoundContent.ReplaceChecksAsync(work, round, checks);
                await work.ExecuteOneAsync(
                    "update Round set Policy = @policy, Version = Version + 1 where Id = @round",
                    new { round, policy }
                );
                work.Note($"{checks.Count} checks; Standard from {tiers.StandardFrom}, Enhanced from {tiers.EnhancedFrom}");
                return Outcome.Done;
            }
        );
        return refusals;
    }
}

/// <summary>What follows the decision of a round that is being built: payment, returns, changes and evidence.</summary>
public sealed class SaveAwardPolicy(Db db)
{
    public async Task<IReadOnlyList<Refusal>> RunAsync(Actor actor, Guid round, AwardPolicy awards)
    {
        IReadOnlyList<Refusal> refusals = [];
        await db.ChangeAsync(
            actor,
            AuditAction.PolicyChanged,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                refusals = RoundRules.WhyCannotChange(details) is { } frozen ? [frozen] : AwardPolicyRules.WhyWrong(awards);
                if (refusals is [var first, ..])
                    return first;
                await work.ExecuteOneAsync(
                    "update Round set Policy = @Policy, Version = Version + 1 where Id = @round",
                    new { round, Policy = details.Policy with { Awards = awards } }
                );
                work.Note(
                    $"After the award: paid {awards.Payment}, half-way returns from {awards.InterimFrom}, receipts for {awards.EvidencePercent}% of lines"
                );
                return Outcome.Done;
            }
        );
        return refusals;
    }
}

/// <summary>The eligibility questions and the documents of a round that is being built; the form's questions have their own editor.</summary>
public sealed class SaveQuestions(Db db)
{
    public Task<Outcome> RunAsync(
        Actor actor,
        Guid round,
        IReadOnlyList<(string Wording, string? Hint, string WhyNot)> eligibility,
        IReadOnlyList<DocumentKind> documents
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.QuestionsChanged,
            round,
            async work =>
            {
                if (RoundRules.WhyCannotChange(await RoundReader.GetAsync(work, round)) is { } frozen)
                    return frozen;
                await RoundContent.ReplaceEligibilityAsync(work, round, eligibility);
                await RoundContent.ReplaceDocumentsAsync(work, round, documents);
                return Outcome.Done;
            }
        );
}
