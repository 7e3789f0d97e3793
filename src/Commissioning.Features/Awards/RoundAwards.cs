using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>A round's awards by rank, a page at a time, with totals of all of them.</summary>
public sealed class RoundAwards(Db db)
{
    public const int PageSize = 25;

    public sealed record Row
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Amount { get; init; }
        public DateOnly? AcceptBy { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public required Money Paid { get; init; }
    }

    public sealed record Totals
    {
        public required int Awards { get; init; }
        public required Money Awarded { get; init; }
        public required int Accepted { get; init; }
        public required Money Paid { get; init; }
    }

    public sealed record View(Round Round, Totals Totals, IReadOnlyList<Row> Rows, int Page, int Pages);

    public Task<View> GetAsync(Guid round, int page) => db.ReadAsync(async work =>
    {
        var details = await RoundReader.GetAsync(work, round);
        var totals = await work.FindAsync<Totals>(TotalsSql, new { round });
        var pages = Math.Max(1, (totals.Awards + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        return new View(details, totals, await work.QueryAsync<Row>(RowsSql, new { round, First = (page - 1) * PageSize + 1, Last = page * PageSize }), page, pages);
    });

    private const string TotalsSql = """
        select t.Awards, t.Awarded,
               (select count(*) from Award w where w.RoundId = t.RoundId and w.AcceptedAt is not null) as Accepted,
               (select coalesce(sum(p.Amount), 0) from Payment p join Award w on w.Id = p.AwardId where w.RoundId = t.RoundId and p.Status = 'Paid') as Paid
        from   RoundTally t
        where  t.RoundId = @round
        """;
    private const string RowsSql = """
        select   w.Id, w.ApplicationId, a.Reference, o.Name as Organisation, a.ProjectName, w.Amount, w.AcceptBy, w.AcceptedAt,
                 (select coalesce(sum(p.Amount), 0) from Payment p where p.AwardId = w.Id and p.Status = 'Paid') as Paid
        from     Award w
        join     Application a on a.Id = w.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        where    w.RoundId = @round and w.Number between @First and @Last
        order by w.Number
        """;
}
