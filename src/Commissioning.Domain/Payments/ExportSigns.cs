namespace Commissioning.Domain.Payments;

/// <summary>Which sign an amount has.</summary>
public enum ExportSigns
{
    SpentIsPositive,
    SpentIsNegative,

    /// <summary>Two columns without signs.</summary>
    DebitAndCredit,
}
