using System.Text.RegularExpressions;

namespace Commissioning.Domain;

/// <summary>Numbers as people type them.</summary>
public static partial class TypedNumber
{
    /// <summary>The text without its commas and spaces. Null where they stand anywhere but before groups of three digits: 1,5 is not 15.</summary>
    public static string? WithoutGroups(string text) =>
        !text.Any(letter => letter is ',' or ' ' or '\u00a0') ? text
        : Grouped().IsMatch(text)
            ? text.Replace(",", "", StringComparison.Ordinal)
                .Replace(" ", "", StringComparison.Ordinal)
                .Replace("\u00a0", "", StringComparison.Ordinal)
        : null;

    [GeneratedRegex(@"^[-+]?[0-9]{1,3}(?<by>[,\x20\u00a0])[0-9]{3}(\k<by>[0-9]{3})*(\.[0-9]*)?\z")]
    private static partial Regex Grouped();
}
