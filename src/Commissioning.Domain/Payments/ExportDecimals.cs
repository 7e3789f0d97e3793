namespace Commissioning.Domain.Payments;

/// <summary>How an export writes amounts.</summary>
public enum ExportDecimals
{
    Point,
    Comma,

    /// <summary>Whole pence, without a sign between pounds and pence.</summary>
    Pence,
}
