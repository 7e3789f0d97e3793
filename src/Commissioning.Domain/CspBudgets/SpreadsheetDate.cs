using System.Globalization;

namespace Commissioning.Domain.CspBudgets;

/// <summary>Days as people keep them in spreadsheets.</summary>
public static class SpreadsheetDate
{
    private static readonly string[] Formats =
    [
        "d/M/yyyy",
        "d/M/yy",
        "yyyy-MM-dd",
        "d MMMM yyyy",
        "d MMM yyyy",
        "d-MMM-yy",
        "d-MMM-yyyy",
        "d-M-yyyy",
        "d.M.yyyy",
    ];

    /// <summary>The day of a text such as 3/6/2024, 2024-06-03 or 3 June 2024, and of the number that a spreadsheet counts from 1900. Null
    /// for anything else.</summary>
    public static DateOnly? Parse(string text)
    {
        if (DateOnly.TryParseExact(text, Formats, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.None, out var day))
            return day;
        return
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
            && serial is > 36_000 and < 60_000
            ? DateOnly.FromDateTime(DateTime.FromOADate(serial))
            : null;
    }
}
