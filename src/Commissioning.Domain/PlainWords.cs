using System.Text.RegularExpressions;

namespace Commissioning.Domain;

/// <summary>Words that are printed as they were typed, where nothing fills in fields or reads HTML.</summary>
public static partial class PlainWords
{
    /// <summary>Null when the text has no fields in braces and no HTML tags.</summary>
    public static Refusal? WhyNot(string? text, string field) =>
        Field().IsMatch(text ?? "") || Tag().IsMatch(text ?? "")
            ? new("Write plain words: fields in braces and HTML are not filled in here", field)
            : null;

    [GeneratedRegex(@"\{\{.*?\}\}")]
    private static partial Regex Field();

    [GeneratedRegex(@"<\s*[/!]?\s*[A-Za-z][^<>\n]*>")]
    private static partial Regex Tag();
}
