using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>Stored totals over ranges of a year's days: a binary indexed tree (Fenwick 1994) over days 1 (1 April) to 366. The sum up to
/// any day reads at most nine totals, and a posting changes at most ten.</summary>
public static class DayRangeTotals
{
    /// <summary>The range that covers every day of the year.</summary>
    public const int WholeYear = 512;

    /// <summary>The ranges that include a day; a posting on that day changes each.</summary>
    public static IReadOnlyList<int> Holding(FinancialYear year, DateOnly day)
    {
        var stretches = new List<int>();
        for (var i = Place(year, day); i <= WholeYear; i += i & -i)
            stretches.Add(i);
        return stretches;
    }

    /// <summary>The ranges that together sum all days up to and including this one.</summary>
    public static IReadOnlyList<int> UpTo(FinancialYear year, DateOnly day)
    {
        var stretches = new List<int>();
        for (var i = Place(year, day); i > 0; i -= i & -i)
            stretches.Add(i);
        return stretches;
    }

    private static int Place(FinancialYear year, DateOnly day) => day.DayNumber - year.Start.DayNumber + 1;
}
