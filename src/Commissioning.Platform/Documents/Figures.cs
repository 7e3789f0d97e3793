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
    /// <summary>Links of the cells on screen: one list for each row, and one more for the totals.</summary>
    [JsonIgnore]
    public IReadOnlyList<IReadOnlyList<string?>>? Links { get; init; }
}
