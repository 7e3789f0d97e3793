namespace Commissioning.Domain.CspBudgets;

/// <summary>Finished: no more is spent on it, and the rest of its commitment is released.</summary>
public enum ProjectStatus
{
    Proposed,
    Approved,
    Refused,
    Finished,
}
