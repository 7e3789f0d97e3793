using System.Buffers;
using System.Text.RegularExpressions;

namespace Commissioning.Domain.DueDiligence;

/// <summary>The names that one text holds: "E2 Ltd trading as Streetvibe", "LCYC (Leicester Caribbean Youth Club)".</summary>
internal static partial class OrganisationNames
{
    /// <summary>A register has millions of names, few of which hold two.</summary>
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        ["(", "[", " - ", " – ", " / ", " | ", " as", "t/a", "aka", "a.k", "formerly", "previously", "dba", "d/b"],
        StringComparison.OrdinalIgnoreCase
    );

    /// <returns>Each name by itself; the text alone where it holds one.</returns>
    public static IReadOnlyList<string> Of(string text)
    {
        if (!text.AsSpan().ContainsAny(Hints))
            return [text];
        var names = Between().Split(text).Select(part => part.Trim(' ', '(', ')', '[', ']', ',', ';', '-', '.')).Where(HasLetter).ToList();
        if (
            names.Count == 1
            && names[0].Split([" - ", " – ", " / ", " | "], StringSplitOptions.TrimEntries) is { Length: > 1 } parts
            && parts.All(IsFull)
        )
            return [text, .. parts];
        return names.Count switch
        {
            0 => [text],
            1
                when Ending().Match(text) is { Success: true } ending
                    && IsName(ending.Groups["outside"].Value, ending.Groups["inside"].Value) =>
            [
                ending.Groups["outside"].Value,
                ending.Groups["inside"].Value,
            ],
            1 => [text],
            _ => names,
        };
    }

    /// <summary>The text in and outside brackets.</summary>
    public static IEnumerable<(string Text, bool IsAside)> Parts(string text)
    {
        var at = 0;
        foreach (Match aside in Brackets().Matches(text))
        {
            yield return (text[at..aside.Index], false);
            yield return (aside.Value, true);
            at = aside.Index + aside.Length;
        }
        yield return (text[at..], false);
    }

    /// <summary>Brackets at the end hold another name where they hold several words, none of them a place, or one that is in
    /// capitals.</summary>
    private static bool IsName(string outside, string inside)
    {
        var words = NameTokens.Plain(inside);
        return HasLetter(outside)
            && !words.Any(word => NameWords.IsPlace(word) && words.Count < 3)
            && (
                words.Count > 1 && words.Any(word => !NameWords.IsEmpty(word))
                || inside.Length > 2 && inside.All(char.IsUpper)
                || outside.Trim().Length > 2 && !outside.Trim().Any(char.IsLower) && words.Count > 1
            );
    }

    /// <summary>A dash stands between two names, as in two languages, where each side could stand alone.</summary>
    private static bool IsFull(string part) =>
        NameTokens.Plain(part).Where(word => !NameWords.IsEmpty(word)).ToList() is { Count: > 1 } words
        && words.Any(word => !NameWords.IsKnown(word));

    private static bool HasLetter(string text) => text.Any(char.IsLetter);

    [GeneratedRegex(
        @"\s*[\(\[,;-]*\s*\b(?:trading\s+as|t/as?|also\s+known\s+as|known\s+as|a\.?k\.?a\b\.?|formerly(?:\s+known\s+as)?|previously(?:\s+known\s+as)?|operating\s+as|working\s+as|doing\s+business\s+as|d/?b/?a\b)\s*:?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Between();

    [GeneratedRegex(@"^(?<outside>[^()\[\]]+)[\(\[](?<inside>[^()\[\]]+)[\)\]]\W*$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"[\(\[][^()\[\]]*[\)\]]")]
    private static partial Regex Brackets();
}
