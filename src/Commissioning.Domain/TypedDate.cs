using System.Globalization;

namespace Commissioning.Domain;

/// <summary>A date as a person types it in three boxes, whatever it is. A month may be a number or the beginning of its English name, from
/// three letters on.</summary>
public sealed record TypedDate(string? Day, string? Month, string? Year)
{
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    public bool IsBlank => Missing().Count == 3;

    /// <summary>The date; null when a part is missing, the year has not four digits, or there is no such day.</summary>
    public DateOnly? ToDate() => IsYear(Year) && Number(Day) is { } day && InMonth(YearNumber, MonthNumber, day) is { } date ? date : null;

    /// <summary>As <see cref="ToDate"/>, and the first day of the month when no day was typed.</summary>
    public DateOnly? ToFirstDay() => HasMonthOnly ? InMonth(YearNumber, MonthNumber, 1) : ToDate();

    /// <summary>As <see cref="ToDate"/>, and the last day of the month when no day was typed.</summary>
    public DateOnly? ToLastDay() => HasMonthOnly ? InMonth(YearNumber, MonthNumber, 1)?.AddMonths(1).AddDays(-1) : ToDate();

    public static TypedDate Of(DateOnly? date) =>
        new(
            date?.Day.ToString(CultureInfo.InvariantCulture),
            date?.Month.ToString(CultureInfo.InvariantCulture),
            date?.Year.ToString("0000", CultureInfo.InvariantCulture)
        );

    /// <summary>Null when this is a real date; otherwise the sentence to show, with the date that was probably meant.</summary>
    /// <param name="name">As in a sentence: "the opening date".</param>
    /// <param name="monthIsEnough">A month and a year will do.</param>
    public string? WhyNotADate(string name, bool monthIsEnough = false)
    {
        if (ToDate() is not null || (monthIsEnough && ToFirstDay() is not null))
            return null;
        var missing = monthIsEnough ? Missing().Where(part => part != "day").ToList() : Missing();
        if (Missing().Count == 3)
            return $"Enter {name}";
        if (missing.Count > 0)
            return $"{Sentences.CapitalFirst(name)} must include a {string.Join(" and a ", missing)}";
        return $"{Sentences.CapitalFirst(name)} must be a real date{WhyNotReal(monthIsEnough)}";
    }

    private string WhyNotReal(bool monthIsEnough)
    {
        var example = monthIsEnough ? ", such as 27 3 2027 or March 2027" : ", such as 27 3 2026";
        if (MonthNumber is not { } month)
            return example;
        if (!IsYear(Year))
            return WithCentury(monthIsEnough) is { } meant ? $", with all four digits of the year. Did you mean {meant}?" : example;
        return Number(Day) is { } day && day > DateTime.DaysInMonth(YearNumber, month)
            ? $": {Months[month - 1]} {YearNumber} has {DateTime.DaysInMonth(YearNumber, month)} days"
            : example;
    }

    // 27 is 2027: forms ask about the years to come.
    private string? WithCentury(bool monthIsEnough) =>
        Year?.Trim().Length != 2 || Number(Year) is not { } year ? null
        : Number(Day) is { } day
            ? InMonth(2000 + year, MonthNumber, day) is { } date ? LondonTime.Date(date)
                : null
        : monthIsEnough && string.IsNullOrWhiteSpace(Day) && MonthNumber is { } month ? $"{Months[month - 1]} {2000 + year}"
        : null;

    private bool HasMonthOnly => string.IsNullOrWhiteSpace(Day) && IsYear(Year);

    private int YearNumber => Number(Year) ?? 0;

    private int? MonthNumber =>
        Number(Month) is { } number
            ? number is >= 1 and <= 12
                ? number
                : null
            : Month?.Trim() is { Length: >= 3 } name
            && Array.FindIndex(Months, month => month.StartsWith(name.TrimEnd('.'), StringComparison.OrdinalIgnoreCase))
                is >= 0
                    and var place
                ? place + 1
                : null;

    private static bool IsYear(string? typed) => typed?.Trim().Length == 4 && Number(typed) is >= 1;

    private static int? Number(string? typed) =>
        int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateOnly? InMonth(int year, int? month, int day) =>
        year is >= 1 and <= 9999 && month is { } number && day >= 1 && day <= DateTime.DaysInMonth(year, number)
            ? new DateOnly(year, number, day)
            : null;

    private List<string> Missing() =>
        new[] { ("day", Day), ("month", Month), ("year", Year) }
            .Where(part => string.IsNullOrWhiteSpace(part.Item2))
            .Select(part => part.Item1)
            .ToList();
}
