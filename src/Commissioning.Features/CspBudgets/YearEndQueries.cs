using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Year end: each area's underspend and what was decided on it, and when the year was locked or reopened.</summary>
public static class YearEndQueries
{
    public sealed record Event
    {
        public required string Kind { get; init; }
        public required string Reason { get; init; }
        public required string DoneByName { get; init; }
        public required DateTime DoneAt { get; init; }
    }

    public sealed record YearEndPage(YearOverview.YearOverviewPage Year, IReadOnlyList<Event> Events, int Waiting)
    {
        /// <summary>Areas with money left that nobody has decided on.</summary>
        public IReadOnlyList<YearOverview.AreaLine> Undecided => Year.Lines.Where(line => line.Remaining > Money.Zero).ToList();
    }

    public static async Task<YearEndPage> GetAsync(Work work, FinancialYear year) =>
        new(
            await YearOverview.GetAsync(work, year, null),
            await work.QueryAsync<Event>(
                "select e.Kind, e.Reason, p.DisplayName as DoneByName, e.DoneAt from LedgerYearEvent e join Person p on p.Id = e.DoneBy where e.BudgetYear = @BudgetYear order by e.DoneAt, e.Id",
                new { BudgetYear = year.ToString() }
            ),
            await LedgerRequestQueries.WaitingAsync(work, year)
        );
}
