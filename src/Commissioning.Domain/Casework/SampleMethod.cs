namespace Commissioning.Domain.Casework;

/// <summary>How a sample for audit is drawn.</summary>
public enum SampleMethod
{
    /// <summary>Each payment has the same chance.</summary>
    Random,

    /// <summary>From each fund in proportion to its number of payments, at least one where the sample allows it.</summary>
    ByFund,

    /// <summary>The same from each band of size.</summary>
    BySize,

    /// <summary>Each pound has the same chance, so that large payments are drawn more often.</summary>
    MonetaryUnit,
}
