using System.Globalization;

namespace Commissioning.Domain.Calendar;

/// <summary>1 April to 31 March, written 2024-25.</summary>
public readonly record struct FinancialYear(int StartYear)
{
    public DateOnly Start => new(StartYear, 4, 1);
    public DateOnly End => new(StartYear + 1, 3, 31);
    public FinancialYear Next => new(StartYear + 1);
    public FinancialYear Previous => new(StartYear - 1);

    /// <summary>The id by which the audit trail refers to a ledger year, which has no id in its table.</summary>
    public Guid Subject => new(StartYear, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 1);

    public bool Contains(DateOnly day) => day >= Start && day <= End;

    public static FinancialYear Of(DateOnly day) => new(day.Month >= 4 ? day.Year : day.Year - 1);

    /// <summary>Parses 2024-25, from 1999-00 to 2098-99. Null unless the second part is the year after the first.</summary>
    public static FinancialYear? Parse(string? typed) =>
        typed is { Length: 7 }
        && typed[4] == '-'
        && int.TryParse(typed[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year is >= 1999 and < 2099
        && new FinancialYear(year).ToString() == typed
            ? new FinancialYear(year)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{StartYear}-{(StartYear + 1) % 100:00}");
}
