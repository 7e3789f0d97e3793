namespace Commissioning.Domain.CspBudgets;

public enum AreaChangeKind
{
    Added,

    /// <summary>Areas ended and a new one started in their place.</summary>
    Merged,

    /// <summary>An area became part of one that goes on.</summary>
    Joined,

    /// <summary>An area ended and no other took its place.</summary>
    Ended,
}
