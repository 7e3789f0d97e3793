namespace Commissioning.Domain.CspBudgets;

/// <summary>Finished: nothing more is spent on it, and what was left of its commitment is free again.</summary>
public enum ProjectStatus
{
    Proposed,
    Approved,
    Refused,
    Finished,
}
