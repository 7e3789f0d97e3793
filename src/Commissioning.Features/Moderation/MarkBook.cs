using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>The sealed totals, gates and agreed scores of a range of bids, with the arithmetic on them. Four statements, however many bids.</summary>
internal sealed class MarkBook
{
    private readonly ILookup<Guid, SealedTotal> totals;
    private readonly ILookup<Guid, Agreed> agreed;
    private readonly ILookup<Guid, GateCount> gateCounts;
    private readonly ILookup<Guid, AgreedGateRow> agreedGates;

    private MarkBook(
        IReadOnlyList<Criterion> criteria,
        IReadOnlyList<Gate> gates,
        IEnumerable<SealedTotal> totals,
        IEnumerable<Agreed> agreed,
        IEnumerable<GateCount> gateCounts,
        IEnumerable<AgreedGateRow> agreedGates
    )
    {
        (Criteria, Gates) = (criteria, gates);
        this.totals = totals.ToLookup(total => total.ApplicationId);
        this.agreed = agreed.ToLookup(score => score.ApplicationId);
        this.gateCounts = gateCounts.ToLookup(count => count.ApplicationId);
        this.agreedGates = agreedGates.ToLookup(gate => gate.ApplicationId);
    }

    public IReadOnlyList<Criterion> Criteria { get; }
    public IReadOnlyList<Gate> Gates { get; }

    public static async Task<MarkBook> LoadAsync(Work work, Guid round, int first = 1, int last = int.MaxValue)
    {
        var (criteria, gates) = (await RoundReader.CriteriaAsync(work, round), await RoundReader.GatesAsync(work, round));
        var range = new
        {
            round,
            first,
            last,
        };
        return new(
            criteria,
            gates,
            await work.QueryAsync<SealedTotal>(TotalsSql, range),
            await work.QueryAsync<Agreed>(AgreedSql, range),
            gates.Count == 0 ? [] : await work.QueryAsync<GateCount>(GateCountsSql, range),
            gates.Count == 0 ? [] : await work.QueryAsync<AgreedGateRow>(AgreedGatesSql, range)
        );
    }

    public IReadOnlyList<SealedTotal> TotalsOf(Guid bid) => totals[bid].ToList();

    public IReadOnlyList<Agreed> AgreedOf(Guid bid) => agreed[bid].ToList();

    public IReadOnlyList<GateCount> GateCountsOf(Guid bid) => gateCounts[bid].ToList();

    public IReadOnlyList<AgreedGateRow> AgreedGatesOf(Guid bid) => agreedGates[bid].ToList();

    /// <summary>Each marker's own percentage.</summary>
    public IReadOnlyList<Fraction> MarkerPercents(Guid bid) => totals[bid].Select(total => ScoreArithmetic.PercentOf(total.Total)).ToList();

    /// <summary>The mean of complete sheets: the same as the total of the means of each criterion.</summary>
    public Fraction? MeanPercent(Guid bid) => Fraction.Mean(MarkerPercents(bid));

    /// <summary>Null while a criterion or a gate has not been agreed.</summary>
    public Fraction? AgreedPercent(Guid bid) =>
        agreedGates[bid].Count() < Gates.Count
            ? null
            : ScoreArithmetic.Percent(Criteria, agreed[bid].ToDictionary(score => score.CriterionId, score => score.Score));

    /// <summary>The first gate that the panel agreed the bid fails.</summary>
    public string? FailedGate(Guid bid) =>
        agreedGates[bid]
            .Where(gate => !gate.Passed)
            .Select(failed => Gates.First(gate => gate.Id == failed.GateId))
            .MinBy(gate => gate.Position)
            ?.Name;

    /// <summary>Agreed scores, the criterion with most weight first; empty while one is missing.</summary>
    public IReadOnlyList<Fraction> AgreedByWeight(Guid bid)
    {
        var scores = agreed[bid].ToDictionary(score => score.CriterionId, score => score.Score);
        return Criteria.All(criterion => scores.ContainsKey(criterion.Id))
            ? Criteria
                .OrderByDescending(criterion => criterion.Weight)
                .ThenBy(criterion => criterion.Position)
                .Select(criterion => scores[criterion.Id])
                .ToList()
            : [];
    }

    public ModerationNeed NeedOf(Guid bid, Round round, int expected)
    {
        var percents = MarkerPercents(bid);
        var gates = gateCounts[bid].ToList();
        return ModerationFlags.For(
            percents,
            round.Threshold,
            Math.Max(0, expected - percents.Count),
            round.Policy.WideSpread,
            gates.Count(gate => gate is { Passed: > 0, Failed: > 0 }),
            gates.Count(gate => gate is { Passed: 0, Failed: > 0 })
        );
    }

    /// <summary>How many marks a bid should have.</summary>
    public static int Expected(Round round, int panel) => Math.Min(panel, round.Policy.MarkersPerBid ?? panel);

    /// <summary>Points and reasons of one bid, or of a few.</summary>
    public static Task<IReadOnlyList<SealedMark>> MarksAsync(Work work, Guid round, int first, int last) =>
        work.QueryAsync<SealedMark>(
            MarksSql,
            new
            {
                round,
                first,
                last,
            }
        );

    public static IReadOnlyDictionary<Guid, Fraction> Means(IEnumerable<SealedMark> marks) =>
        ScoreArithmetic.Means(marks.Select(mark => (mark.CriterionId, mark.Points)));

    private const string TotalsSql = """
        select s.ApplicationId, s.ScorerId, s.Total
        from   ScoringAssignment s
        join   Application a on a.Id = s.ApplicationId
        where  s.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted' and s.SealedAt is not null
        """;
    private const string MarksSql = """
        select s.ApplicationId, s.ScorerId, c.CriterionId, c.Points, c.Reason
        from   ScoringAssignment s
        join   Application a on a.Id = s.ApplicationId
        join   Score c on c.AssignmentId = s.Id
        where  a.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted' and s.SealedAt is not null
        """;
    private const string AgreedSql = """
        select g.ApplicationId, g.CriterionId, g.Numerator, g.Denominator, g.Reason
        from   AgreedScore g
        join   Application a on a.Id = g.ApplicationId
        where  a.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted'
        """;
    private const string GateCountsSql = """
        select   s.ApplicationId, g.GateId, sum(case when g.Passed = 1 then 1 else 0 end) as Passed, sum(case when g.Passed = 0 then 1 else 0 end) as Failed
        from     ScoringAssignment s
        join     Application a on a.Id = s.ApplicationId
        join     GateMark g on g.AssignmentId = s.Id
        where    s.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted' and s.SealedAt is not null
        group by s.ApplicationId, g.GateId
        """;
    private const string AgreedGatesSql = """
        select g.ApplicationId, g.GateId, g.Passed, g.Reason
        from   AgreedGate g
        join   Application a on a.Id = g.ApplicationId
        where  a.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted'
        """;
}

public sealed record SealedTotal
{
    public required Guid ApplicationId { get; init; }
    public required Guid ScorerId { get; init; }

    /// <summary>Sum of weight x points, of 500.</summary>
    public required int Total { get; init; }
}
