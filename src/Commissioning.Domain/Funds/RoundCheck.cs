namespace Commissioning.Domain.Funds;

public sealed record RoundCheck
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public required string Guidance { get; init; }
    public CheckKind Kind { get; init; }

    /// <summary>The lowest tier in which the check is made; in lower ones it does not apply.</summary>
    public CheckTier Tier { get; init; }

    /// <summary>How many months a result is good for, and carried over to the organisation's next application; 0: it is made for each application.</summary>
    public int ValidMonths { get; init; }
    public CheckHold Holds { get; init; }
}
