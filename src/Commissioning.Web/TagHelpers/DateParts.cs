using Commissioning.Domain;

namespace Commissioning.Web.TagHelpers;

/// <summary>The three boxes of a date. Bound by govuk-date-input.</summary>
public sealed class DateParts
{
    public string? Day { get; set; }
    public string? Month { get; set; }
    public string? Year { get; set; }

    /// <summary>What was typed, whatever it is.</summary>
    internal TypedDate Typed => new(Day, Month, Year);

    public bool IsBlank => Typed.IsBlank;

    /// <inheritdoc cref="TypedDate.ToDate"/>
    public DateOnly? ToDate() => Typed.ToDate();

    public static DateParts From(DateOnly? date) => From(TypedDate.Of(date));

    internal static DateParts From(TypedDate typed) =>
        new()
        {
            Day = typed.Day,
            Month = typed.Month,
            Year = typed.Year,
        };

    /// <inheritdoc cref="TypedDate.WhyNotADate"/>
    public string? WhyNotADate(string name) => Typed.WhyNotADate(name);
}
