namespace Commissioning.Domain.CspBudgets;

/// <summary>A sheet of a file of spending.</summary>
public sealed record SpendingTable(string Name, bool Hidden, IReadOnlyList<SpendingTable.Row> Rows)
{
    /// <param name="Number">The row's number in the sheet, from 1.</param>
    public sealed record Row(int Number, IReadOnlyList<string> Cells);
}
