namespace Commissioning.Domain.Funds;

/// <summary>What a limit is counted by.</summary>
public enum LimitBy
{
    Area,
    Priority,
    Organisation,
}
