namespace Commissioning.Domain.Payments;

/// <summary>How an export writes days.</summary>
public enum ExportDates
{
    DayMonthYear,
    YearMonthDay,
    DigitsOnly,
    NamedMonth,
}
