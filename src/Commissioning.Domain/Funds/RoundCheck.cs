namespace Commissioning.Domain.Funds;

public sealed record RoundCheck
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public required string Guidance { get; init; }
    public CheckKind Kind { get; init; }

    /// <summary>The lowest tier that needs the check.</summary>
    public CheckTier Tier { get; init; }

    /// <summary>Months for which a result is valid and carries over to the organisation's next application; 0: the check is repeated for
    /// each application.</summary>
    public int ValidMonths { get; init; }
    public CheckHold Holds { get; init; }
}
