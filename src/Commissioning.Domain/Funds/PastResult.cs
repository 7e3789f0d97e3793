namespace Commissioning.Domain.Funds;

/// <summary>What became of an application of a past round.</summary>
public enum PastResult
{
    Funded,
    NotFunded,
    Withdrawn,
}
