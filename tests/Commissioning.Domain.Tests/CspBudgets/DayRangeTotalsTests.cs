using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class DayRangeTotalsTests
{
    [Fact]
    public void Day_range_totals_count_each_day_up_to_a_date_once_and_no_day_after()
    {
        var year = new FinancialYear(2023); // with a 29th of February
        for (var day = year.Start; day <= year.End; day = day.AddDays(1))
        {
            var held = DayRangeTotals.Holding(year, day).ToHashSet();
            Assert.Contains(DayRangeTotals.WholeYear, held);
            Assert.True(held.Count <= 10);
            for (var until = year.Start; until <= year.End; until = until.AddDays(17))
                Assert.Equal(day <= until ? 1 : 0, DayRangeTotals.UpTo(year, until).Count(held.Contains));
        }
    }
}
