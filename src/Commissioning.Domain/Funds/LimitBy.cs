namespace Commissioning.Domain.Funds;

/// <summary>What a limit counts by.</summary>
public enum LimitBy
{
    Area,
    Priority,
    Organisation,
}
