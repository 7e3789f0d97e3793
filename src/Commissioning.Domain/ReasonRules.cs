namespace Commissioning.Domain;

/// <summary>Where something is released, such as a stop flag, one word is no reason.</summary>
public static class ReasonRules
{
    public const int FewestLetters = 20;
    public const int FewestWords = 4;

    /// <summary>Null when the reason has substance: at least 20 letters and four different words. Our default, not policy of the
    /// office.</summary>
    /// <param name="longest">Most characters.</param>
    public static Refusal? WhyTooThin(string? reason, string field, int longest = 1000)
    {
        var text = reason?.Trim() ?? "";
        if (text.Length > longest)
            return new($"Shorten the reason to {longest:N0} characters", field);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => new string(word.Where(char.IsLetterOrDigit).ToArray()).ToUpperInvariant())
            .Where(word => word.Length > 0)
            .Distinct()
            .Count();
        return text.Count(char.IsLetter) < FewestLetters || words < FewestWords
            ? new("Say in a sentence what you saw, so that someone else can follow it", field)
            : null;
    }
}
