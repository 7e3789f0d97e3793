namespace Commissioning.Domain.Payments;

/// <param name="Heading">As the finance system calls it; empty: the name of the field.</param>
/// <param name="Text">Of a column that has the same text in each line.</param>
public sealed record ExportColumn(ExportField Field, string Heading = "", string Text = "");
