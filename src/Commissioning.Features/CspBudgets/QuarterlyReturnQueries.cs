using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>The areas' quarterly returns. Everyone who may see the budgets sees which are late; an area's people see and edit only their
/// own.</summary>
public static class QuarterlyReturnQueries
{
    public sealed record ReturnRow
    {
        public required Guid Id { get; init; }
        public required Guid AreaId { get; init; }
        public required int Quarter { get; init; }
        public required Money Actual { get; init; }
        public required Money Committed { get; init; }
        public required Money Forecast { get; init; }
        public required string Reasons { get; init; }
        public required Guid PreparedBy { get; init; }
        public required string PreparedByName { get; init; }
        public string? CertifiedByName { get; init; }
        public DateTime? CertifiedAt { get; init; }
        public string? ReadByName { get; init; }
        public DateTime? ReadAt { get; init; }
        public required string BudgetYear { get; init; }
        public required int Version { get; init; }
    }

    public sealed record Evidence
    {
        public required Guid ReturnId { get; init; }
        public required Guid FileId { get; init; }
        public required string Name { get; init; }
    }

    public sealed record Cell(
        YearOverview.AreaLine Line,
        int Quarter,
        DateOnly DueOn,
        ReturnRow? Return,
        IReadOnlyList<Evidence> Evidence,
        int DaysOverdue
    )
    {
        public bool Alarm => Return is { } sent && ReturnRules.RaisesAlarm(Quarter, Line.Allocation, sent.Forecast);
    }

    public sealed record QuarterlyReturn(YearOverview.YearOverviewPage Year, IReadOnlyList<Cell> Cells, IReadOnlySet<Guid> Mine);

    /// <summary>All areas for the office; only the person's own for an area's officer.</summary>
    public static async Task<QuarterlyReturn> GetAsync(Work work, Actor actor, FinancialYear year, bool ownOnly)
    {
        var overview = await YearOverview.GetAsync(work, year, null);
        var mine = (await work.QueryAsync<Guid>("select AreaId from PersonCspArea where PersonId = @Id", new { actor.Id })).ToHashSet();
        var returns = (
            await work.QueryAsync<ReturnRow>(Sql + " where t.BudgetYear = @BudgetYear", new { BudgetYear = year.ToString() })
        ).ToDictionary(row => (row.AreaId, row.Quarter));
        var evidence = (
            await work.QueryAsync<Evidence>(
                "select e.ReturnId, e.FileId, f.Name from CspReturnEvidence e join CspReturn t on t.Id = e.ReturnId join StoredFile f on f.Id = e.FileId where t.BudgetYear = @BudgetYear order by f.StoredAt, f.Name, f.Id",
                new { BudgetYear = year.ToString() }
            )
        ).ToLookup(row => row.ReturnId);
        var today = LondonTime.DateOf(work.Now);
        var cells =
            from line in overview.Lines
            where !ownOnly || mine.Contains(line.AreaId)
            from quarter in Enumerable.Range(1, 4)
            let sent = returns.GetValueOrDefault((line.AreaId, quarter))
            select new Cell(
                line,
                quarter,
                ReturnRules.DueOn(year, quarter),
                sent,
                sent is null ? [] : evidence[sent.Id].ToList(),
                ReturnRules.DaysOverdue(year, quarter, sent?.CertifiedAt is not null, today)
            );
        return new QuarterlyReturn(overview, cells.ToList(), mine);
    }

    /// <summary>A certified return with what the ledger says of the same quarter.</summary>
    public sealed record CertifiedReturn(Cell Cell, FinancialYear Year, Money Ledger);

    public static async Task<CertifiedReturn> CertifiedAsync(Work work, Actor actor, Guid id)
    {
        var row = await work.FindAsync<ReturnRow>(Sql + " where t.Id = @id and t.CertifiedAt is not null", new { id });
        var year = FinancialYear.Parse(row.BudgetYear)!.Value;
        var ledger = (await YearOverview.GetAsync(work, year, ReturnRules.QuarterEnd(year, row.Quarter))).Lines;
        return new(
            await CellAsync(work, actor, row),
            year,
            ledger.FirstOrDefault(line => line.AreaId == row.AreaId)?.Expenditure ?? Money.Zero
        );
    }

    internal static async Task<Cell> CellAsync(Work work, Actor actor, ReturnRow row) =>
        (await GetAsync(work, actor, FinancialYear.Parse(row.BudgetYear)!.Value, ownOnly: false)).Cells.First(cell =>
            cell.Return?.Id == row.Id
        );

    internal static async Task DemandOwnAsync(Work work, Actor actor, Guid area)
    {
        if (
            await work.ScalarAsync<int>(
                "select count(*) from PersonCspArea where PersonId = @Id and AreaId = @area",
                new { actor.Id, area }
            ) == 0
        )
            throw new NotFoundException("Not this person's area");
    }

    internal const string Sql = """
        select    t.Id, t.AreaId, t.Quarter, t.Actual, t.Committed, t.Forecast, t.Reasons, t.PreparedBy, p.DisplayName as PreparedByName, c.DisplayName as CertifiedByName, t.CertifiedAt, o.DisplayName as ReadByName, t.ReadAt, t.BudgetYear, t.Version
        from      CspReturn t
        join      Person p on p.Id = t.PreparedBy
        left join Person c on c.Id = t.CertifiedBy
        left join Person o on o.Id = t.ReadBy
        """;
}
