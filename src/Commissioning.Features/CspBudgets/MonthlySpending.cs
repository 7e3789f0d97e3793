using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>What the areas spent by the end of each month, beside an even profile of their allocation.</summary>
public static class MonthlySpending
{
    /// <param name="Spent">In this month.</param>
    /// <param name="SpentSoFar">Since 1 April. Null: the month has not begun.</param>
    /// <param name="Profile">What an even spread over twelve months would have spent by its end (default, not OPCC policy).</param>
    public sealed record Month(DateOnly StartsOn, Money Spent, Money? SpentSoFar, Money Profile);

    /// <param name="area">Null: all areas.</param>
    public static async Task<IReadOnlyList<Month>> GetAsync(Work work, FinancialYear year, Money allocation, Guid? area = null)
    {
        var sums = (
            await work.QueryAsync<SumRow>(area is null ? AllSql : AreaSql, new { BudgetYear = year.ToString(), area })
        ).ToDictionary(row => row.StartsOn, row => row.Amount);
        var today = LondonTime.DateOf(work.Now);
        var (months, sum) = (new List<Month>(), Money.Zero);
        for (var i = 0; i < 12; i++)
        {
            var starts = year.Start.AddMonths(i);
            var spent = sums.GetValueOrDefault(starts);
            sum += spent;
            months.Add(new(starts, spent, starts <= today ? sum : null, SpendingProfile.Even(allocation, i + 1)));
        }
        return months;
    }

    private const string AllSql = """
        select   t.StartsOn, sum(t.Amount) as Amount
        from     LedgerAccount a
        join     LedgerTotal t on t.AccountId = a.Id and t.Period = 'Month'
        where    a.BudgetYear = @BudgetYear and a.Kind in ('Spent', 'Evidenced', 'HostedScheme')
        group by t.StartsOn
        """;

    // A contribution leaves the area's own account.
    private const string AreaSql = """
        select   t.StartsOn, sum(case when a.Kind = 'Area' then -t.Amount else t.Amount end) as Amount
        from     LedgerAccount a
        join     LedgerTotal t on t.AccountId = a.Id and t.Period = 'Month'
        where    a.BudgetYear = @BudgetYear and a.AreaId = @area and (a.Kind in ('Spent', 'Evidenced') or (a.Kind = 'Area' and t.Kind = 'Contribution'))
        group by t.StartsOn
        """;

    private sealed record SumRow
    {
        public required DateOnly StartsOn { get; init; }
        public required Money Amount { get; init; }
    }
}
