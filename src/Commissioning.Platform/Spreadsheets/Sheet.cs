namespace Commissioning.Platform.Spreadsheets;

/// <summary>A sheet of a spreadsheet, with the text of its cells.</summary>
/// <param name="Hidden">Nobody sees it who opens the file.</param>
/// <param name="Rows">In order; blank rows are left out.</param>
public sealed record Sheet(string Name, bool Hidden, IReadOnlyList<SheetRow> Rows, IReadOnlyList<MergedCells> Merged);

/// <summary>The cells of a row from column A up to the last that is not blank.</summary>
/// <param name="Number">From 1, as the spreadsheet shows it.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>Nobody sees it who opens the file, for example because of a filter.</summary>
    public bool Hidden { get; init; }

    /// <summary>Indexes of the cells with a formula, whose text is the value that was stored with it.</summary>
    public IReadOnlyList<int> Formulas { get; init; } = [];
}

/// <summary>Cells shown as one. Its text stands in the first.</summary>
/// <param name="Row">Number of the first row, from 1.</param>
/// <param name="Column">Index of the first column: 0 is A.</param>
public sealed record MergedCells(int Row, int Column, int Rows, int Columns);
