using System.Text.RegularExpressions;

namespace Commissioning.Domain.Monitoring;

/// <summary>Finds what leads to somebody's door, telephone or inbox in the words of a group. It is asked about and never refused: the
/// address of a hall may stay.</summary>
public static partial class PlainAddress
{
    public const string Advice = "This looks like an address. Leave it out, or say that it may stay.";

    /// <summary>The first e-mail address, postcode, telephone number or house number with its street; null: there is none.</summary>
    public static string? In(string? words) =>
        string.IsNullOrWhiteSpace(words)
            ? null
            : new[] { Email(), Postcode(), Phone(), Street() }
                .Select(kind => kind.Match(words))
                .FirstOrDefault(match => match.Success)
                ?.Value.Trim();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.-]*\w", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"(?:\+44\s?|\b0)\d(?:[\s-]?\d){8,9}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(
        @"\b\d+[a-z]?,? [A-Z]\w+(?: [A-Z]\w+)? (?:Road|Rd|Street|St|Avenue|Lane|Close|Drive|Way|Court|Place|Crescent|Gardens|Terrace|Grove|Hill)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Street();
}
