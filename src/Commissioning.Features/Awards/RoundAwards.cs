using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>A round's awards by rank, one page at a time, with totals of all of them.</summary>
public sealed class RoundAwards(Db db)
{
    public const int PageSize = 25;

    public sealed record RoundAwardRow
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Amount { get; init; }
        public DateTime? OfferedAt { get; init; }
        public DateOnly? AcceptBy { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public DateTime? EndedAt { get; init; }
        public AwardEnd? EndedHow { get; init; }
        public required Money Paid { get; init; }
    }

    public sealed record Totals
    {
        public required int Awards { get; init; }
        public required Money Awarded { get; init; }
        public required int Accepted { get; init; }
        public required Money Paid { get; init; }
    }

    public sealed record RoundAwardsPage(Round Round, Totals Totals, IReadOnlyList<RoundAwardRow> Rows, int Page, int Pages);

    public Task<RoundAwardsPage> GetAsync(Guid round, int page) =>
        db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            var totals = await work.FindAsync<Totals>(TotalsSql, new { round });
            var pages = Math.Max(1, (totals.Awards + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            return new RoundAwardsPage(
                details,
                totals,
                await work.QueryAsync<RoundAwardRow>(
                    RowsSql,
                    new
                    {
                        round,
                        First = (page - 1) * PageSize + 1,
                        Last = page * PageSize,
                    }
                ),
                page,
                pages
            );
        });

    // AwardTotals keeps what is paid and how many accepted, so a list of 20,000 awards costs the same as one of 20.
    private const string TotalsSql = """
        select    t.Awards, t.Awarded, coalesce(k.Acceptances, 0) as Accepted, coalesce(k.Paid, 0) as Paid
        from      RoundTally t
        left join AwardTally k on k.RoundId = t.RoundId and k.Dimension = 'All' and k.Name = 'All'
        where     t.RoundId = @round
        """;
    private const string RowsSql = """
        select    w.Id, w.ApplicationId, a.Reference, o.Name as Organisation, a.ProjectName, w.Amount - w.GivenBack as Amount, w.OfferedAt, w.AcceptBy, w.AcceptedAt, w.EndedAt, w.EndedHow, coalesce(f.Paid, 0) as Paid
        from      Award w
        join      Application a on a.Id = w.ApplicationId
        join      Organisation o on o.Id = a.OrganisationId
        left join AwardFigure f on f.AwardId = w.Id
        where     w.RoundId = @round and w.Number between @First and @Last
        order by  w.Number
        """;
}
