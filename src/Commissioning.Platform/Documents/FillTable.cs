namespace Commissioning.Platform.Documents;

/// <summary>A table to fill in.</summary>
/// <param name="Rows">The first cell of each row; an empty one is a place to write, too.</param>
/// <param name="Lines">Height of a row in lines of 9 mm.</param>
public sealed record FillTable(string Caption, IReadOnlyList<Column> Columns, IReadOnlyList<string> Rows, int Lines = 1) : LetterBlock;
