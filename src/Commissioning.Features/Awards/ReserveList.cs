using Commissioning.Domain;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>Passing applications without funding, in the order of the paper, and how long they stay on the list (R56).</summary>
public static class ReserveList
{
    public sealed record ReserveRow
    {
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Amount { get; init; }
        public required DateTime DecidedAt { get; init; }
        public DateOnly Until { get; init; }
        public bool Expired { get; init; }
    }

    public static async Task<IReadOnlyList<ReserveRow>> OfAsync(Work work, Guid round)
    {
        var days = (await RoundReader.GetAsync(work, round)).Policy.ReserveDays;
        if (days == 0)
            return [];
        var today = LondonTime.DateOf(work.Now);
        return (await work.QueryAsync<ReserveRow>(Sql, new { round }))
            .Select(row =>
                row with
                {
                    Until = LondonTime.DateOf(row.DecidedAt).AddDays(days),
                    Expired = today > LondonTime.DateOf(row.DecidedAt).AddDays(days),
                }
            )
            .ToList();
    }

    private const string Sql = """
        select   a.Id as ApplicationId, a.Reference, o.Name as Organisation, a.ProjectName, l.Amount, d.DecidedAt
        from     Decision d
        join     RecommendationLine l on l.RecommendationId = d.RecommendationId
        join     DecisionLine x on x.ApplicationId = l.ApplicationId and x.SupersededBy is null
        join     Application a on a.Id = l.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        where    d.RoundId = @round and d.CorrectsId is null and l.Result in ('PotSpent', 'OverLimit') and x.Funded = 0 and x.DeferredUntil is null and a.Status = 'Submitted'
        order by d.DecidedAt, l.RankPosition
        """;
}
