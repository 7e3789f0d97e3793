using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Publishing;

/// <summary>What each Community Safety Partnership was given and spent in a year, for everybody. A locked year is final; an open one is as
/// at the end of the last month that is over, and says so.</summary>
public sealed class CspData(Db db)
{
    /// <param name="Code">Of the Office for National Statistics. Null: not known.</param>
    /// <param name="Paid">Paid to the lead council by that day.</param>
    /// <param name="Repaid">What the lead council paid back by that day.</param>
    public sealed record CspLine(
        string Area,
        string? Code,
        Money Base,
        Money BroughtForward,
        Money Vired,
        Money Allocation,
        Money Committed,
        Money Spent,
        Money Contributed,
        Money Returned,
        Money Remaining,
        Money Paid,
        Money Repaid
    );

    /// <param name="AsAt">The last day that the figures know.</param>
    /// <param name="IsFinal">Finance has locked the year.</param>
    public sealed record CspYear(FinancialYear Year, DateOnly AsAt, bool IsFinal, IReadOnlyList<CspLine> Lines)
    {
        public string State => IsFinal ? "Final" : $"Not final, as at {LondonTime.Date(AsAt)}";
        public Money Allocation => Lines.Sum(line => line.Allocation);
        public Money Spent => Lines.Sum(line => line.Spent);
        public Money Underspend => Allocation - Spent;
    }

    /// <summary>Years that have begun, in which an area was given money; the newest first.</summary>
    public Task<IReadOnlyList<CspYear>> YearsAsync() =>
        db.ReadOneMomentAsync(async work =>
        {
            var years = new List<CspYear>();
            foreach (var name in await YearOverview.YearsAsync(work))
                if (FinancialYear.Parse(name) is { } year && await FindAsync(work, year) is { } found)
                    years.Add(found);
            return (IReadOnlyList<CspYear>)years;
        });

    /// <summary>"Not found" for a year that is not public.</summary>
    public async Task<byte[]> CsvAsync(string budgetYear)
    {
        var year = FinancialYear.Parse(budgetYear) ?? throw new NotFoundException("No such year");
        var data =
            await db.ReadOneMomentAsync(async work =>
                (await YearOverview.YearsAsync(work)).Contains(budgetYear) ? await FindAsync(work, year) : null
            ) ?? throw new NotFoundException("This year has no public figures");
        return CsvText.Write([Columns.Select(column => column.Name).ToList(), .. data.Lines.Select(line => Cells(data, line))]);
    }

    private static async Task<CspYear?> FindAsync(Work work, FinancialYear year)
    {
        var today = LondonTime.DateOf(work.Now);
        var lastMonth = today.AddDays(-today.Day);
        if (lastMonth < year.Start)
            return null;
        var locked = await work.ScalarAsync<DateTime?>(
            "select LockedAt from LedgerYear where BudgetYear = @BudgetYear",
            new { BudgetYear = year.ToString() }
        );
        var asAt = locked is null && lastMonth < year.End ? lastMonth : year.End;
        var overview = await YearOverview.GetAsync(work, year, asAt == year.End ? null : asAt);
        if (overview.Total.Allocation == Money.Zero)
            return null;
        var areas = (await work.QueryAsync<AreaRow>("select Id, OnsCode from CspArea")).ToDictionary(row => row.Id, row => row.OnsCode);
        // A final year counts what was paid for it at any time.
        var key = new { BudgetYear = year.ToString(), Until = locked is null ? asAt : today };
        var paid = (await work.QueryAsync<SumRow>(PaidSql, key)).ToDictionary(row => row.AreaId, row => row.Amount);
        var repaid = (await work.QueryAsync<SumRow>(RepaidSql, key)).ToDictionary(row => row.AreaId, row => row.Amount);
        return new(
            year,
            asAt,
            locked is not null,
            overview
                .Lines.Select(line => new CspLine(
                    line.Area,
                    areas.GetValueOrDefault(line.AreaId),
                    line.Base,
                    line.TopUp,
                    line.Vired,
                    line.Allocation,
                    line[LedgerColumn.Committed],
                    line.Expenditure,
                    line.Contributed,
                    line.Returned,
                    line.Remaining,
                    paid.GetValueOrDefault(line.AreaId),
                    repaid.GetValueOrDefault(line.AreaId)
                ))
                .ToList()
        );
    }

    /// <param name="Means">In plain words, for the page that explains the file.</param>
    public sealed record Column(string Name, string Means);

    public static readonly IReadOnlyList<Column> Columns =
    [
        new("year", "The financial year, from 1 April to 31 March."),
        new("area", "The Community Safety Partnership."),
        new("ons_code", "The code of its area at the Office for National Statistics. Empty: we have none."),
        new("base_allocation", "What the area was given for the year."),
        new("brought_forward", "Its share of the underspend of the year before."),
        new("virements", "Money moved to it from other areas or from shared money. Below zero: moved away."),
        new("allocation", "The three figures before this one, added up."),
        new("committed", "Approved for a project and not spent yet."),
        new("expenditure", "What was spent, with what was put into shared schemes."),
        new("contributions", "Of the expenditure, what was put into shared schemes."),
        new("underspend", "Allocation less expenditure."),
        new("returned", "Of the underspend, what was given back, or carried into the next year."),
        new("remaining", "Of the underspend, what is still with the area."),
        new("paid_to_council", "What we paid to the council that holds the area's money."),
        new("repaid_by_council", "What that council paid back to us."),
        new("status", "Final once finance has locked the year; before that, Not final."),
        new("as_at", "The last day that the figures know."),
    ];

    private static List<string> Cells(CspYear data, CspLine line) =>
        [
            data.Year.ToString(),
            line.Area,
            line.Code ?? "",
            Pounds(line.Base),
            Pounds(line.BroughtForward),
            Pounds(line.Vired),
            Pounds(line.Allocation),
            Pounds(line.Committed),
            Pounds(line.Spent),
            Pounds(line.Contributed),
            Pounds(line.Allocation - line.Spent),
            Pounds(line.Returned),
            Pounds(line.Remaining),
            Pounds(line.Paid),
            Pounds(line.Repaid),
            data.IsFinal ? "Final" : "Not final",
            data.AsAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ];

    private static string Pounds(Money amount) => (amount.Pence / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private sealed record AreaRow
    {
        public required Guid Id { get; init; }
        public string? OnsCode { get; init; }
    }

    private sealed record SumRow
    {
        public required Guid AreaId { get; init; }
        public required Money Amount { get; init; }
    }

    private const string PaidSql = """
        select   p.AreaId, sum(p.Amount) as Amount
        from     Payment p
        where    p.BudgetYear = @BudgetYear and p.AreaId is not null and p.Status = 'Paid' and p.PaidOn <= @Until
        group by p.AreaId
        """;
    private const string RepaidSql = """
        select   p.AreaId, sum(p.Amount) as Amount
        from     AreaRepayment p
        where    p.BudgetYear = @BudgetYear and p.ReceivedOn <= @Until
        group by p.AreaId
        """;
}
