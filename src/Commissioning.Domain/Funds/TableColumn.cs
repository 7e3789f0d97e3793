namespace Commissioning.Domain.Funds;

public sealed record TableColumn(string Name, ColumnKind Kind = ColumnKind.Text);
