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
}
