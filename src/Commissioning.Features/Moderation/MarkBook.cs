using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>The sealed marks and agreed scores of a range of bids, with the arithmetic on them. Two statements, however many bids.</summary>
internal sealed class MarkBook
{
    private readonly ILookup<Guid, SealedMark> marks;
    private readonly ILookup<Guid, Agreed> agreed;

    private MarkBook(IReadOnlyList<Criterion> criteria, IEnumerable<SealedMark> marks, IEnumerable<Agreed> agreed)
    {
        Criteria = criteria;
        this.marks = marks.ToLookup(mark => mark.ApplicationId);
        this.agreed = agreed.ToLookup(score => score.ApplicationId);
    }

    public IReadOnlyList<Criterion> Criteria { get; }

    public static async Task<MarkBook> LoadAsync(Work work, Guid round, int first = 1, int last = int.MaxValue) =>
        new(await RoundReader.CriteriaAsync(work, round), await work.QueryAsync<SealedMark>(MarksSql, new { round, first, last }), await work.QueryAsync<Agreed>(AgreedSql, new { round, first, last }));

    public IReadOnlyList<SealedMark> MarksOf(Guid bid) => marks[bid].ToList();
    public IReadOnlyList<Agreed> AgreedOf(Guid bid) => agreed[bid].ToList();

    /// <summary>Each marker's own percentage.</summary>
    public IReadOnlyList<Fraction> MarkerPercents(Guid bid) =>
        marks[bid].GroupBy(mark => mark.ScorerId).Select(group => ScoreArithmetic.Percent(Criteria, group.ToDictionary(mark => mark.CriterionId, mark => (Fraction)mark.Points))).OfType<Fraction>().ToList();

    public IReadOnlyDictionary<Guid, Fraction> Means(Guid bid) => ScoreArithmetic.Means(marks[bid].Select(mark => (mark.CriterionId, mark.Points)));

    public Fraction? MeanPercent(Guid bid) => ScoreArithmetic.Percent(Criteria, Means(bid));

    public Fraction? AgreedPercent(Guid bid) => ScoreArithmetic.Percent(Criteria, agreed[bid].ToDictionary(score => score.CriterionId, score => score.Score));

    /// <summary>Agreed scores, the criterion with most weight first; empty while one is missing.</summary>
    public IReadOnlyList<Fraction> AgreedByWeight(Guid bid)
    {
        var scores = agreed[bid].ToDictionary(score => score.CriterionId, score => score.Score);
        return Criteria.All(criterion => scores.ContainsKey(criterion.Id)) ? Criteria.OrderByDescending(criterion => criterion.Weight).ThenBy(criterion => criterion.Position).Select(criterion => scores[criterion.Id]).ToList() : [];
    }

    private const string MarksSql = """
        select s.ApplicationId, s.ScorerId, p.DisplayName as Scorer, c.CriterionId, c.Points, c.Reason
        from   ScoringAssignment s
        join   Application a on a.Id = s.ApplicationId
        join   Score c on c.AssignmentId = s.Id
        join   Person p on p.Id = s.ScorerId
        where  a.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted' and s.SealedAt is not null
        """;
    private const string AgreedSql = """
        select g.ApplicationId, g.CriterionId, g.Numerator, g.Denominator, g.Reason
        from   AgreedScore g
        join   Application a on a.Id = g.ApplicationId
        where  a.RoundId = @round and a.Number between @first and @last and a.Status = 'Submitted'
        """;
}

public sealed record SealedMark
{
    public required Guid ApplicationId { get; init; }
    public required Guid ScorerId { get; init; }
    public required string Scorer { get; init; }
    public required Guid CriterionId { get; init; }
    public required int Points { get; init; }
    public required string Reason { get; init; }
}

public sealed record Agreed
{
    public required Guid ApplicationId { get; init; }
    public required Guid CriterionId { get; init; }
    public required long Numerator { get; init; }
    public required long Denominator { get; init; }
    public string? Reason { get; init; }
    public Fraction Score => new(Numerator, Denominator);
}
