namespace Commissioning.Domain.Funds;

/// <summary>What part of a pot is reserved for: nothing, applications of one priority, or applications for one zone.</summary>
public enum RingFence
{
    None,
    Priority,
    Zone,
}
