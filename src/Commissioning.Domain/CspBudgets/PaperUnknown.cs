namespace Commissioning.Domain.CspBudgets;

/// <summary>A head or the name of a row that the reader does not know, and asks about once.</summary>
/// <param name="IsRow">The name of a row; otherwise the head of a column.</param>
public sealed record PaperUnknown(string Place, string Text, bool IsRow);
