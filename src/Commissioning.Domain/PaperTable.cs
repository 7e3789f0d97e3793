namespace Commissioning.Domain;

/// <summary>The cells of a table. A merged cell has its text in its first cell only.</summary>
public sealed record PaperTable(string Place, IReadOnlyList<IReadOnlyList<string>> Rows) : PaperBlock(Place)
{
    /// <summary>The place of a cell by its row and column, both from 0. Null: only the table's is known.</summary>
    public Func<int, int, string>? CellPlace { get; init; }

    /// <summary>Rows of a spreadsheet: a row of one cell is running text, a blank row ends a table, and what stands in a table alone in
    /// the first column is the rest of a name.</summary>
    /// <param name="place">Of the table or paragraph that begins at a row.</param>
    /// <param name="cellPlace">Of a cell by its row's number and its column, from 0.</param>
    public static IReadOnlyList<PaperBlock> Split(
        IEnumerable<(int Number, IReadOnlyList<string> Cells)> rows,
        Func<int, string> place,
        Func<int, int, string> cellPlace
    )
    {
        var blocks = new List<PaperBlock>();
        var table = new List<IReadOnlyList<string>>();
        var numbers = new List<int>();
        var (first, last) = (0, 0);
        void End()
        {
            if (table.Count > 0)
            {
                var at = numbers;
                blocks.Add(new PaperTable(place(first), table) { CellPlace = (row, column) => cellPlace(at[row], column) });
            }
            (table, numbers) = ([], []);
        }
        foreach (var (number, cells) in rows)
        {
            var filled = cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
            if (filled == 0 || number > last + 1)
                End();
            last = number;
            if (filled == 0)
                continue;
            if (filled == 1 && (table.Count == 0 || cells.First(cell => !string.IsNullOrWhiteSpace(cell)).Length > 40))
            {
                End();
                blocks.Add(new PaperParagraph(place(number), cells.First(cell => !string.IsNullOrWhiteSpace(cell)).Trim()));
                continue;
            }
            if (table.Count == 0)
                first = number;
            table.Add(cells);
            numbers.Add(number);
        }
        End();
        return blocks;
    }
}
