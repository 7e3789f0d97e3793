namespace Commissioning.Platform.Lists;

/// <param name="Raw">As stored; empty: missing.</param>
/// <param name="Text">As people read it.</param>
/// <param name="Number">For a spreadsheet: pounds, a number or a percentage; null: text or a date.</param>
public sealed record ListCell(string Raw, string Text, decimal? Number = null, DateTime? Date = null)
{
    /// <summary>The page that it leads to; null: none.</summary>
    public string? Href { get; init; }
}
