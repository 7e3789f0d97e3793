using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Reads rounds and their parts, for every later stage.</summary>
public static class RoundReader
{
    public static Task<Round> GetAsync(Work work, Guid round) => work.FindAsync<Round>(RoundSql + " where r.Id = @round", new { round });

    public static async Task<RoundSetup> GetSetupAsync(Work work, Guid round)
    {
        var id = new { round };
        return new RoundSetup
        {
            Round = await GetAsync(work, round),
            Guidance = await GuidanceAsync(work, round),
            Priorities = await work.QueryAsync<string>("select Name from RoundPriority where RoundId = @round order by Position", id),
            Zones = await work.QueryAsync<string>("select Name from RoundZone where RoundId = @round order by Position", id),
            Eligibility = await EligibilityAsync(work, round),
            Questions = await QuestionsAsync(work, round),
            Documents = await DocumentsAsync(work, round),
            PassFailCriteria = await PassFailsAsync(work, round),
            Criteria = await CriteriaAsync(work, round),
            Anchors = await AnchorsAsync(work, round),
            Checks = await work.QueryAsync<RoundCheck>(
                "select Id, Position, Name, Guidance, Kind, Tier, ValidMonths, Holds from RoundCheck where RoundId = @round order by Position",
                id
            ),
            Panel = await work.QueryAsync<Guid>("select PersonId from PanelMember where RoundId = @round and LeftAt is null", id),
        };
    }

    public static async Task<RoundGuidance> GuidanceAsync(Work work, Guid round) =>
        await work.FindOrDefaultAsync<RoundGuidance>(
            "select WhoCanApply, WhatWeFund, NeverFund, VideoHref, ContactName, ContactPhone, ContactHours from RoundGuidance where RoundId = @round",
            new { round }
        ) ?? new();

    public static Task<IReadOnlyList<Criterion>> CriteriaAsync(Work work, Guid round) =>
        work.QueryAsync<Criterion>(
            "select Id, Position, Code, Name, Guidance, Weight, Least, Greatest from Criterion where RoundId = @round order by Position",
            new { round }
        );

    public static Task<IReadOnlyList<PassFailCriterion>> PassFailsAsync(Work work, Guid round) =>
        work.QueryAsync<PassFailCriterion>(
            "select Id, Position, Name, Guidance from PassFailCriterion where RoundId = @round order by Position",
            new { round }
        );

    public static Task<IReadOnlyList<Anchor>> AnchorsAsync(Work work, Guid round) =>
        work.QueryAsync<Anchor>(
            """
            select   a.CriterionId, a.Score, a.Wording
            from     CriterionAnchor a
            join     Criterion c on c.Id = a.CriterionId
            where    c.RoundId = @round
            order by c.Position, a.Score
            """,
            new { round }
        );

    public static Task<IReadOnlyList<Question>> QuestionsAsync(Work work, Guid round) =>
        work.QueryAsync<Question>(
            "select Id, Position, Section, Code, Wording, Hint, WordLimit, Required, Kind, Settings from Question where RoundId = @round order by Position",
            new { round }
        );

    /// <summary>The questions of a published form. A version never changes, so each process reads it once; a correction makes a new
    /// version.</summary>
    public static async Task<IReadOnlyList<Question>> PublishedQuestionsAsync(Work work, Guid round, int formVersion)
    {
        var forms = Forms.GetOrCreateValue(work.Db);
        if (forms.TryGetValue((round, formVersion), out var known))
            return known;
        if (forms.Count >= MostForms)
            forms.Clear();
        return forms[(round, formVersion)] = await QuestionsAsync(work, round);
    }

    private const int MostForms = 100;

    // Per database, because a demonstration's rounds have the same ids everywhere.
    private static readonly ConditionalWeakTable<Db, ConcurrentDictionary<(Guid Round, int FormVersion), IReadOnlyList<Question>>> Forms =
    [];

    public static Task<IReadOnlyList<EligibilityQuestion>> EligibilityAsync(Work work, Guid round) =>
        work.QueryAsync<EligibilityQuestion>(
            "select Id, Position, Wording, Hint, WhyNot from EligibilityQuestion where RoundId = @round order by Position",
            new { round }
        );

    public static Task<IReadOnlyList<DocumentKind>> DocumentsAsync(Work work, Guid round) =>
        work.QueryAsync<DocumentKind>(
            "select Id, Position, Name, Hint, Required, Stage, Settings from DocumentKind where RoundId = @round order by Position",
            new { round }
        );

    public const string RoundSql = """
        select r.Id, r.FundId, coalesce(r.FundName, f.Name) as FundName, f.Prefix, r.Name, r.BudgetYear, r.Pot, r.MaximumGrant, r.MinimumGrant, r.OpensAt, r.ClosesAt, r.ScoringClosesAt,
               r.DecisionExpectedOn, r.ProjectsStartOn, r.ProjectsEndBy, r.AcceptWithinDays, r.Guidance, r.Conditions, r.LegalPower, r.ThresholdMethod, r.EligibleKinds, r.OtherFund, r.Policy, r.DrawSeed, r.OverAllocated, r.ScoreUnit,
               r.PublishedAt, r.ThresholdNumerator, r.ThresholdDenominator, r.ThresholdSetAt, r.ThresholdSetBy, r.RecommendedAt, r.DecidedAt, r.LettersReleasedAt, r.WithdrawnAt, r.Version, r.FormVersion
        from   Round r
        join   Fund f on f.Id = r.FundId
        """;
}
