namespace Commissioning.Domain.Awards;

/// <summary>State of a condition to be met before money is paid. Given: waits for an officer to review it.</summary>
public enum ConditionState
{
    Wanted,
    Given,
    Accepted,
    NotNeeded,
}
