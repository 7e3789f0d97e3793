namespace Commissioning.Platform.Data;

public enum RowsRead
{
    None,
    One,
    First,
    Many,
}
