using System.Globalization;
using System.Text.RegularExpressions;

namespace Commissioning.Domain;

/// <summary>Numbers as people type them.</summary>
public static partial class TypedNumber
{
    /// <summary>The text without its commas and spaces. Null where they stand anywhere but before groups of three digits: 1,5 is not
    /// 15.</summary>
    public static string? WithoutGroups(string text) =>
        !text.Any(letter => letter is ',' or ' ' or '\u00a0') ? text
        : Grouped().IsMatch(text)
            ? text.Replace(",", "", StringComparison.Ordinal)
                .Replace(" ", "", StringComparison.Ordinal)
                .Replace("\u00a0", "", StringComparison.Ordinal)
        : null;

    /// <summary>The number that is meant where about is enough: 40 for "about 40", "c. 40" or "40", and 45, the middle, for "40-50" or "40
    /// to 50". Null when it cannot be read.</summary>
    public static decimal? About(string? text)
    {
        if (Approximate().Match((text ?? "").Trim()) is not { Success: true } parts)
            return null;
        return Read(parts.Groups["from"].Value) is not { } from ? null
            : parts.Groups["to"] is not { Success: true } last ? from
            : Read(last.Value) is { } to && to >= from ? decimal.Floor((from + to) / 2)
            : null;
    }

    private static decimal? Read(string number) =>
        decimal.TryParse(WithoutGroups(number), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    [GeneratedRegex(
        @"^((about|around|approximately|approx\.?|roughly|some|circa|ca?\.?|~)\s*)?(?<from>[0-9]{1,9}|[0-9]{1,3}([, ][0-9]{3})+)(\s*(-|–|to)\s*(?<to>[0-9]{1,9}|[0-9]{1,3}([, ][0-9]{3})+))?\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Approximate();

    [GeneratedRegex(@"^[-+]?[0-9]{1,3}(?<by>[,\x20\u00a0])[0-9]{3}(\k<by>[0-9]{3})*(\.[0-9]*)?\z")]
    private static partial Regex Grouped();
}
