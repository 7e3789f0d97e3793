namespace Commissioning.Domain.Awards;

/// <summary>What is asked for before money goes out. Given: waits for an officer's look.</summary>
public enum ConditionState
{
    Wanted,
    Given,
    Accepted,
    NotNeeded,
}
