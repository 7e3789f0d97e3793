namespace Commissioning.Domain.Payments;

/// <summary>What stands around a cell that holds a separator.</summary>
public enum ExportQualifier
{
    DoubleQuote,
    SingleQuote,

    /// <summary>Nothing: separators within a cell become spaces.</summary>
    None,
}
