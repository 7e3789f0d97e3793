using System.Text.Json.Serialization;

namespace Commissioning.Platform.Documents;

/// <summary>A table. The first cell of a row is its header; totals, if any, go in the table's foot.</summary>
public sealed record Figures(
    string Caption,
    IReadOnlyList<Column> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    IReadOnlyList<string>? Totals = null
) : LetterBlock
{
    /// <summary>More rows than this are not kept on one page in print.</summary>
    private const int MostTogether = 12;

    /// <summary>More characters than this are not kept on one page in print.</summary>
    private const int MostTextTogether = 1200;

    /// <summary>Links of the cells on screen: one list for each row, and one more for the totals.</summary>
    [JsonIgnore]
    public IReadOnlyList<IReadOnlyList<string?>>? Links { get; init; }

    /// <summary>For each row, the id of the heading of this document to which the first line of its first cell leads; null: it leads
    /// nowhere.</summary>
    public IReadOnlyList<string?>? Anchors { get; init; }

    /// <summary>The same figures as bars beside the table. Screen readers skip them. Null, or nothing but zeros: none are drawn.</summary>
    public IReadOnlyList<ChartBar>? Chart { get; init; }

    /// <summary>The bars to draw; empty where all are zero, because a chart of zeros says nothing.</summary>
    [JsonIgnore]
    public IReadOnlyList<ChartBar> Bars => Chart is { } bars && bars.Any(bar => bar.Value > 0) ? bars : [];

    /// <summary>The table is short enough to stand on one page, so print does not divide it.</summary>
    [JsonIgnore]
    public bool IsShort => Rows.Count <= MostTogether && Rows.Sum(row => row.Sum(cell => cell.Length)) <= MostTextTogether;
}
