using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Year end: each area's underspend and what was decided on it, and when the year was locked or reopened.</summary>
public static class YearEndQueries
{
    public sealed record CarriedForward
    {
        public required Guid AreaId { get; init; }
        public required Money Amount { get; init; }
        public required string Authority { get; init; }
        public required string DecidedByName { get; init; }
        public required DateTime DecidedAt { get; init; }
    }

    public sealed record Event
    {
        public required string Kind { get; init; }
        public required string Reason { get; init; }
        public required string DoneByName { get; init; }
        public required DateTime DoneAt { get; init; }
    }

    public sealed record YearEndPage(
        YearOverview.YearOverviewPage Year,
        IReadOnlyDictionary<Guid, CarriedForward> KeptBy,
        IReadOnlyList<Event> Events
    )
    {
        /// <summary>Areas with money left and no decision on it, or a decision for another amount.</summary>
        public IReadOnlyList<YearOverview.AreaLine> Undecided =>
            Year
                .Lines.Where(line =>
                    line.Remaining > Money.Zero && !(KeptBy.TryGetValue(line.AreaId, out var kept) && kept.Amount == line.Remaining)
                )
                .ToList();
    }

    public static async Task<YearEndPage> GetAsync(Work work, FinancialYear year)
    {
        var key = new { BudgetYear = year.ToString() };
        return new(
            await YearOverview.GetAsync(work, year, null),
            (
                await work.QueryAsync<CarriedForward>(
                    "select k.AreaId, k.Amount, k.Authority, p.DisplayName as DecidedByName, k.DecidedAt from CspCarryForward k join Person p on p.Id = k.DecidedBy where k.BudgetYear = @BudgetYear",
                    key
                )
            ).ToDictionary(kept => kept.AreaId),
            await work.QueryAsync<Event>(
                "select e.Kind, e.Reason, p.DisplayName as DoneByName, e.DoneAt from LedgerYearEvent e join Person p on p.Id = e.DoneBy where e.BudgetYear = @BudgetYear order by e.DoneAt, e.Id",
                key
            )
        );
    }
}
