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
