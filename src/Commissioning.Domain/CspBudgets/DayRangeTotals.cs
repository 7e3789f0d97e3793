using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>
/// DayRangeTotals of a year's days whose sums are kept, so that the sum up to any day needs at most nine of them and a posting changes at most
/// ten: a binary indexed tree (Fenwick 1994) over day 1, the 1st of April, to day 366.
/// </summary>
public static class DayRangeTotals
{
    /// <summary>The stretch that holds every day of the year.</summary>
    public const int WholeYear = 512;

    /// <summary>Those that hold a day, to be changed by what is posted on it.</summary>
    public static IReadOnlyList<int> Holding(FinancialYear year, DateOnly day)
    {
        var stretches = new List<int>();
        for (var i = Place(year, day); i <= WholeYear; i += i & -i)
            stretches.Add(i);
        return stretches;
    }

    /// <summary>Those whose sums together are the sum of all days up to and including this one.</summary>
    public static IReadOnlyList<int> UpTo(FinancialYear year, DateOnly day)
    {
        var stretches = new List<int>();
        for (var i = Place(year, day); i > 0; i -= i & -i)
            stretches.Add(i);
        return stretches;
    }

    private static int Place(FinancialYear year, DateOnly day) => day.DayNumber - year.Start.DayNumber + 1;
}
