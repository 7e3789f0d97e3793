namespace Commissioning.Domain;

/// <summary>Limits a text to the length of its column. SQL Server refuses a longer one; SQLite would accept it.</summary>
public static class TextLimit
{
    /// <param name="what">Names the text where a page has many, such as "the reason for Need and evidence".</param>
    public static Refusal? WhyTooLong(string? text, int most, string field, string what = "this") =>
        text?.Trim().Length > most ? new($"Shorten {what} from {text.Trim().Length:N0} to {most:N0} characters or fewer", field) : null;

    public static IReadOnlyList<Refusal> WhyTooLong(params IEnumerable<(string? Text, int Most, string Field)> texts) =>
        texts.Select(text => WhyTooLong(text.Text, text.Most, text.Field)).OfType<Refusal>().ToList();

    /// <summary>The beginning of a text, of so many characters and never half of one.</summary>
    internal static string Cut(string? text, int most) =>
        text?.Trim() is not { } whole ? ""
        : whole.Length <= most ? whole
        : whole[..(char.IsHighSurrogate(whole[most - 1]) ? most - 1 : most)];
}
