namespace Commissioning.Domain.Funds;

/// <summary>One thing the panel scores, with its share of the total. The weights of a round add up to 100.</summary>
public sealed record Criterion
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Guidance { get; init; }

    /// <summary>Whole per cent of the total, 1 to 100.</summary>
    public required int Weight { get; init; }
}
