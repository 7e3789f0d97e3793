namespace Commissioning.Platform.Spreadsheets;

/// <summary>The cells of a row from column A up to the last that is not blank.</summary>
/// <param name="Number">From 1, as the spreadsheet shows it.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>Nobody sees it who opens the file, for example because of a filter.</summary>
    public bool Hidden { get; init; }

    /// <summary>Indexes of the cells with a formula, whose text is the value that was stored with it.</summary>
    public IReadOnlyList<int> Formulas { get; init; } = [];
}
