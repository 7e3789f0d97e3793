using System.Globalization;

namespace Commissioning.Web.TagHelpers;

/// <summary>A date typed into three boxes, kept as typed until it is parsed. Bound by govuk-date-input.</summary>
public sealed class DateParts
{
    private static readonly string[] Formats = ["d M yyyy", "d MMM yyyy", "d MMMM yyyy"];

    public string? Day { get; set; }
    public string? Month { get; set; }
    public string? Year { get; set; }

    public bool IsBlank => Missing().Count == 3;

    /// <summary>The date; null when a part is missing or there is no such day. A month may be a number or an English name; a year has four
    /// digits.</summary>
    public DateOnly? ToDate() =>
        DateOnly.TryParseExact(
            $"{Day?.Trim()} {Month?.Trim()} {Year?.Trim()}",
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;

    public static DateParts From(DateOnly? date) =>
        new()
        {
            Day = date?.Day.ToString(CultureInfo.InvariantCulture),
            Month = date?.Month.ToString(CultureInfo.InvariantCulture),
            Year = date?.Year.ToString("0000", CultureInfo.InvariantCulture),
        };

    /// <summary>Null when this is a real date; otherwise the sentence to show. The name is as in a sentence: "the opening date".</summary>
    public string? WhyNotADate(string name)
    {
        if (ToDate() is not null)
            return null;
        return Missing() switch
        {
            { Count: 3 } => $"Enter {name}",
            { Count: > 0 } missing => $"{Capital(name)} must include a {string.Join(" and a ", missing)}",
            _ => $"{Capital(name)} must be a real date, such as 27 3 2026",
        };
    }

    private List<string> Missing() =>
        new[] { ("day", Day), ("month", Month), ("year", Year) }
            .Where(part => string.IsNullOrWhiteSpace(part.Item2))
            .Select(part => part.Item1)
            .ToList();

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
