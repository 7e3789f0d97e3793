namespace Commissioning.Domain.CspBudgets;

/// <summary>Where an area's return stands. Only a certified one waits for the office.</summary>
public enum CspReturnStatus
{
    /// <summary>Saved, not certified.</summary>
    Prepared,
    Certified,

    /// <summary>Sent back to the area.</summary>
    Queried,
    Accepted,
}
