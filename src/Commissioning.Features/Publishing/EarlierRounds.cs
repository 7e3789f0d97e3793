using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>Figures of earlier rounds of a fund, for people who think of applying: what is public of decided rounds whose letters are
/// out.</summary>
public sealed class EarlierRounds(Db db)
{
    private const int Most = 3;

    /// <summary>Rounds of the same fund whose letters are out, newest first; none where nothing was funded.</summary>
    public Task<IReadOnlyList<EarlierRound>> BeforeAsync(Round round) => db.ReadAsync(work => BeforeAsync(work, round));

    private static async Task<IReadOnlyList<EarlierRound>> BeforeAsync(Work work, Round round)
    {
        var earlier = await work.QueryAsync<Decided>(
            DecidedSql,
            new
            {
                round.FundId,
                round.Id,
                round.OpensAt,
            }
        );
        var figures = new List<EarlierRound>();
        foreach (var one in earlier)
        {
            if (figures.Count == Most)
                break;
            var grants = await work.QueryAsync<Grant>(GrantsSql, new { one.Id });
            if (grants.Count > 0)
                figures.Add(
                    EarlierRound.Of($"{one.Name}, {one.BudgetYear}", one.Submitted, grants.Select(Figures).ToList()) with
                    {
                        NotPublished = await work.ScalarAsync<int>(NotPublishedSql, new { one.Id }),
                    }
                );
        }
        foreach (
            var past in (await PastRounds.PublishedAsync(work)).Where(past =>
                past.FundId == round.FundId && past.ClosedOn < LondonTime.DateOf(round.OpensAt)
            )
        )
        {
            if (figures.Count == Most)
                break;
            var grants = await PastRounds.GrantsAsync(work, past.Id);
            if (grants.Count > 0)
                figures.Add(
                    EarlierRound.Of(
                        $"{past.Name}, {past.BudgetYear}",
                        past.TotalApplications ?? 0,
                        grants.Select(grant => (grant.Kept!.Value, grant.Score)).ToList()
                    )
                );
        }
        return figures;
    }

    private static (Money Amount, Fraction? Score) Figures(Grant grant) =>
        (
            grant.Amount,
            grant is { Numerator: { } numerator, Denominator: { } denominator and not 0 } ? new Fraction(numerator, denominator) : null
        );

    private sealed record Decided
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string BudgetYear { get; init; }
        public required int Submitted { get; init; }
    }

    private sealed record Grant
    {
        public required Money Amount { get; init; }
        public long? Numerator { get; init; }
        public long? Denominator { get; init; }
    }

    // A rolling round is finished once it has closed.
    private const string DecidedSql = """
        select   r.Id, r.Name, r.BudgetYear, t.Submitted
        from     Round r
        join     RoundTally t on t.RoundId = r.Id
        where    r.FundId = @FundId and r.Id <> @Id and r.ClosesAt < @OpensAt and r.LettersReleasedAt is not null and r.WithdrawnAt is null
        order by r.ClosesAt desc, r.Name, r.Id
        """;

    private const string NotPublishedSql = $"""
        select    count(*)
        from      Award w
        left join Publication p on p.AwardId = w.Id
        where     w.RoundId = @Id and p.DecidedAt is null and (w.EndedHow is null or not {PublicGrants.IsRefusedSql})
        """;
    private const string GrantsSql = $"""
        select    w.Amount - w.GivenBack as Amount, l.Numerator, l.Denominator
        {PublicGrants.FromSql}
        left join DecisionLine d on d.ApplicationId = w.ApplicationId and d.SupersededBy is null
        left join Decision e on e.Id = d.DecisionId
        left join RecommendationLine l on l.RecommendationId = e.RecommendationId and l.ApplicationId = w.ApplicationId and l.Result <> 'NotScored'
        where     w.RoundId = @Id and {PublicGrants.IsPublicSql}
        order by  w.Number
        """;
}
