namespace Commissioning.Platform.Spreadsheets;

/// <summary>Cells shown as one. Its text stands in the first.</summary>
/// <param name="Row">Number of the first row, from 1.</param>
/// <param name="Column">Index of the first column: 0 is A.</param>
public sealed record MergedCells(int Row, int Column, int Rows, int Columns);
