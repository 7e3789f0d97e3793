using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Funding above the pot, because projects underspend every year: requested by the office with a reason, within the round's limit,
/// and approved by finance (R6).</summary>
public static class OverAllocationQueries
{
    public sealed record OverAllocationRow
    {
        public required Guid Id { get; init; }
        public required Guid RoundId { get; init; }
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public required Guid AskedBy { get; init; }
        public required string AskedByName { get; init; }
        public bool? Approved { get; init; }
    }

    public static Task<OverAllocationRow?> LatestAsync(Work work, Guid round) =>
        work.FirstOrDefaultAsync<OverAllocationRow>(Sql + " where o.RoundId = @round order by o.AskedAt desc, o.Id", new { round });

    internal const string Sql = """
        select o.Id, o.RoundId, o.Amount, o.Reason, o.AskedBy, p.DisplayName as AskedByName, o.Approved
        from   OverAllocation o
        join   Person p on p.Id = o.AskedBy
        """;
}
