namespace Commissioning.Domain.Funds;

/// <summary>What part of a pot is kept for: nothing, applications of one priority, or applications for one zone.</summary>
public enum RingFence
{
    None,
    Priority,
    Zone,
}
