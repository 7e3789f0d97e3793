using System.Globalization;

namespace Commissioning.Domain;

/// <summary>People's own words inside the portal's sentences.</summary>
public static class Sentences
{
    /// <summary>The text with exactly one mark at its end: a full stop, unless it asks or exclaims. Nothing stays nothing.</summary>
    public static string Of(string? text)
    {
        var words = (text ?? "").Trim().TrimEnd('.').TrimEnd();
        return words.Length == 0 || words[^1] is '?' or '!' ? words : $"{words}.";
    }

    /// <summary>A number at the beginning of a sentence: a word up to ten.</summary>
    public static string Number(int number) => number is >= 0 and <= 10 ? UpToTen[number] : number.ToString(CultureInfo.InvariantCulture);

    private static readonly string[] UpToTen = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

    /// <summary>As above, and with a capital letter at the beginning, where it stands alone.</summary>
    public static string Whole(string? text) => CapitalFirst(Of(text));

    /// <summary>A name or a sentence at the beginning of another. Nothing stays nothing.</summary>
    public static string CapitalFirst(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>"Governing document" inside a sentence; "DBS policy" and "Q1" stay as they are.</summary>
    public static string SmallFirst(string words) =>
        words.Length < 2 || char.IsUpper(words[1]) || char.IsDigit(words[1]) ? words : char.ToLowerInvariant(words[0]) + words[1..];

    /// <summary>The beginning of a longer text, cut after a word.</summary>
    public static string Beginning(string text, int most)
    {
        var words = text.ReplaceLineEndings(" ").Trim();
        if (words.Length <= most)
            return words;
        var cut = words.LastIndexOf(' ', most);
        return words[..(cut > 0 ? cut : most)].TrimEnd(',', '.', ';', ':') + "…";
    }
}
