namespace Commissioning.Domain.Casework;

public static class TagRules
{
    /// <summary>The most characters of a tag.</summary>
    public const int Most = 40;

    /// <summary>Null for one word or a few. A comma would part it in two in a list.</summary>
    public static Refusal? WhyNotATag(string? tag, string field) =>
        string.IsNullOrWhiteSpace(tag) ? new("Enter the tag", field)
        : TextLimit.WhyTooLong(tag, Most, field) is { } wide ? wide
        : tag.Contains(',') ? new("Enter one tag, without a comma", field)
        : null;
}
