namespace Commissioning.Platform.Spreadsheets;

/// <summary>A sheet of a spreadsheet, with the text of its cells.</summary>
/// <param name="Hidden">Nobody sees it who opens the file.</param>
/// <param name="Rows">In order; blank rows are left out.</param>
public sealed record Sheet(string Name, bool Hidden, IReadOnlyList<SheetRow> Rows, IReadOnlyList<MergedCells> Merged);
