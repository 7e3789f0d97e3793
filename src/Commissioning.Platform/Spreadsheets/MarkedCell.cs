using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Commissioning.Platform.Spreadsheets;

/// <summary>A cell to put right.</summary>
/// <param name="Row">Number of the row, from 1.</param>
/// <param name="Column">Index of the column: 0 is A.</param>
/// <param name="TextColumn">Index of the column in which the text is written.</param>
public sealed record MarkedCell(string Sheet, int Row, int Column, int TextColumn, string Text);
