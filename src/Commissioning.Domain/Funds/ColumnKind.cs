namespace Commissioning.Domain.Funds;

public enum ColumnKind
{
    Text,
    Number,
    Money,
    Date,
}
