using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>The submitted totals, pass/fail criteria and agreed scores of a range of applications, and their arithmetic. Uses four
/// statements, whatever the number of applications.</summary>
internal sealed class RoundScores
{
    private readonly ILookup<Guid, SubmittedTotal> totals;
    private readonly ILookup<Guid, AgreedScoreRow> agreed;
    private readonly ILookup<Guid, PassFailCount> passFailCounts;
    private readonly ILookup<Guid, AgreedPassFailRow> agreedPassFailCriteria;

    private readonly int unit;

    private RoundScores(
        IReadOnlyList<Criterion> criteria,
        IReadOnlyList<PassFailCriterion> passFails,
        IEnumerable<SubmittedTotal> totals,
        IEnumerable<AgreedScoreRow> agreed,
        IEnumerable<PassFailCount> passFailCounts,
        IEnumerable<AgreedPassFailRow> agreedPassFailCriteria
    )
    {
        (Criteria, PassFailCriteria) = (criteria, passFails);
        unit = CriterionRules.ScoreUnit(criteria.Select(criterion => criterion.Greatest));
        this.totals = totals.ToLookup(total => total.ApplicationId);
        this.agreed = agreed.ToLookup(score => score.ApplicationId);
        this.passFailCounts = passFailCounts.ToLookup(count => count.ApplicationId);
        this.agreedPassFailCriteria = agreedPassFailCriteria.ToLookup(passFail => passFail.ApplicationId);
    }

    public IReadOnlyList<Criterion> Criteria { get; }
    public IReadOnlyList<PassFailCriterion> PassFailCriteria { get; }

    public static async Task<RoundScores> LoadAsync(Work work, Guid round, int first = 1, int last = int.MaxValue)
    {
        var (criteria, passFails) = (await RoundReader.CriteriaAsync(work, round), await RoundReader.PassFailsAsync(work, round));
        var range = new
        {
            round,
            first,
            last,
        };
        return new(
            criteria,
            passFails,
            await work.QueryAsync<SubmittedTotal>(TotalsSql, range),
            await work.QueryAsync<AgreedScoreRow>(AgreedSql, range),
            passFails.Count == 0 ? [] : await work.QueryAsync<PassFailCount>(PassFailCountsSql, range),
            passFails.Count == 0 ? [] : await work.QueryAsync<AgreedPassFailRow>(AgreedPassFailsSql, range)
        );
    }

    public IReadOnlyList<SubmittedTotal> TotalsOf(Guid application) => totals[application].ToList();

    public IReadOnlyList<AgreedScoreRow> AgreedOf(Guid application) => agreed[application].ToList();

    public IReadOnlyList<PassFailCount> PassFailCountsOf(Guid application) => passFailCounts[application].ToList();

    public IReadOnlyList<AgreedPassFailRow> AgreedPassFailsOf(Guid application) => agreedPassFailCriteria[application].ToList();

    /// <summary>Each assessor's own percentage.</summary>
    public IReadOnlyList<Fraction> AssessorPercents(Guid application) => totals[application].Select(PercentOf).ToList();

    private Fraction PercentOf(SubmittedTotal total) => ScoreArithmetic.PercentOf(total.Total, unit);

    /// <summary>Each assessor's own percentage, by assessor.</summary>
    public IReadOnlyDictionary<Guid, Fraction> PercentByAssessor(Guid application) =>
        totals[application].ToDictionary(total => total.AssessorId, PercentOf);

    /// <summary>The mean of complete sheets, which equals the total of the criterion means.</summary>
    public Fraction? MeanPercent(Guid application) => Fraction.Mean(AssessorPercents(application));

    /// <summary>Null while a criterion or pass/fail criterion is not agreed.</summary>
    public Fraction? AgreedPercent(Guid application) =>
        agreedPassFailCriteria[application].Count() < PassFailCriteria.Count
            ? null
            : ScoreArithmetic.Percent(Criteria, agreed[application].ToDictionary(score => score.CriterionId, score => score.Score));

    /// <summary>The first pass/fail criterion that the panel agreed the application fails.</summary>
    public string? FailedPassFail(Guid application) =>
        agreedPassFailCriteria[application]
            .Where(passFail => !passFail.Passed)
            .Select(failed => PassFailCriteria.First(passFail => passFail.Id == failed.PassFailCriterionId))
            .MinBy(passFail => passFail.Position)
            ?.Name;

    /// <summary>Agreed scores, the criterion with the highest weight first; empty while one is missing.</summary>
    public IReadOnlyList<Fraction> AgreedByWeight(Guid application)
    {
        var scores = agreed[application].ToDictionary(score => score.CriterionId, score => score.Score);
        return ByWeight(scores);
    }

    /// <summary>The means in the same order, which stand in while nothing is agreed; empty while one is missing.</summary>
    public IReadOnlyList<Fraction> MeansByWeight(IReadOnlyDictionary<Guid, Fraction> means) => ByWeight(means);

    private IReadOnlyList<Fraction> ByWeight(IReadOnlyDictionary<Guid, Fraction> scores) =>
        Criteria.All(criterion => scores.ContainsKey(criterion.Id))
            ? Criteria
                .OrderByDescending(criterion => criterion.Weight)
                .ThenBy(criterion => criterion.Position)
                .Select(criterion => scores[criterion.Id])
                .ToList()
            : [];

    /// <summary>The first pass/fail criterion that every assessor failed, while the panel has agreed nothing.</summary>
    public string? FailedByAll(Guid application) =>
        passFailCounts[application]
            .Where(count => count is { Passed: 0, Failed: > 0 })
            .Select(count => PassFailCriteria.First(passFail => passFail.Id == count.PassFailCriterionId))
            .MinBy(passFail => passFail.Position)
            ?.Name;

    public ModerationNeed NeedOf(Guid application, Round round, int expected)
    {
        var percents = AssessorPercents(application);
        var passFails = passFailCounts[application].ToList();
        return ModerationFlags.For(
            percents,
            round.Threshold,
            Math.Max(0, expected - percents.Count),
            round.Policy.WideSpread,
            passFails.Count(passFail => passFail is { Passed: > 0, Failed: > 0 }),
            passFails.Count(passFail => passFail is { Passed: 0, Failed: > 0 })
        );
    }

    /// <summary>How many assessors should score each application. Whoever takes over an assessor's work sits in their seat.</summary>
    public static int Expected(Round round, IReadOnlyList<Attendance.Member> panel) =>
        Expected(round, panel.Count(member => member.Replaces is null));

    public static int Expected(Round round, int seats) => Math.Min(seats, round.Policy.AssessorsPerApplication ?? seats);

    /// <summary>Scores and reasons of a range of applications.</summary>
    public static Task<IReadOnlyList<SubmittedScore>> ScoresAsync(Work work, Guid round, int first, int last) =>
        work.QueryAsync<SubmittedScore>(
            ScoresSql,
            new
            {
                round,
                first,
                last,
            }
        );

    public static IReadOnlyDictionary<Guid, Fraction> Means(IEnumerable<SubmittedScore> scores) =>
        ScoreArithmetic.Means(scores.Select(score => (score.CriterionId, score.Value)));

    public static IReadOnlyDictionary<Guid, IReadOnlyDictionary<Guid, Fraction>> MeansByApplication(IEnumerable<SubmittedScore> scores) =>
        scores.GroupBy(score => score.ApplicationId).ToDictionary(group => group.Key, Means);

    private const string TotalsSql = """
        select s.ApplicationId, s.AssessorId, s.Total
        from   ScoringAssignment s
        join   Application a on a.Id = s.ApplicationId
        where  s.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted' and s.SubmittedAt is not null
        """;
    private const string ScoresSql = """
        select s.ApplicationId, s.AssessorId, c.CriterionId, c.Value, c.Reason
        from   ScoringAssignment s
        join   Application a on a.Id = s.ApplicationId
        join   Score c on c.AssignmentId = s.Id
        where  a.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted' and s.SubmittedAt is not null
        """;
    private const string AgreedSql = """
        select g.ApplicationId, g.CriterionId, g.Numerator, g.Denominator, g.Reason
        from   AgreedScore g
        join   Application a on a.Id = g.ApplicationId
        where  a.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted'
        """;
    private const string PassFailCountsSql = """
        select   s.ApplicationId, g.PassFailCriterionId, sum(case when g.Passed = 1 then 1 else 0 end) as Passed, sum(case when g.Passed = 0 then 1 else 0 end) as Failed
        from     ScoringAssignment s
        join     Application a on a.Id = s.ApplicationId
        join     PassFailAnswer g on g.AssignmentId = s.Id
        where    s.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted' and s.SubmittedAt is not null
        group by s.ApplicationId, g.PassFailCriterionId
        """;
    private const string AgreedPassFailsSql = """
        select g.ApplicationId, g.PassFailCriterionId, g.Passed, g.Reason
        from   AgreedPassFail g
        join   Application a on a.Id = g.ApplicationId
        where  a.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted'
        """;
}

public sealed record SubmittedTotal
{
    public required Guid ApplicationId { get; init; }
    public required Guid AssessorId { get; init; }

    /// <summary>In parts of a percentage point: <see cref="Round.ScoreUnit"/>.</summary>
    public required int Total { get; init; }
}
