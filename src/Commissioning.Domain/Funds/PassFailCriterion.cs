namespace Commissioning.Domain.Funds;

/// <summary>What an application must pass before its score counts, yes or no (R37).</summary>
public sealed record PassFailCriterion
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public required string Guidance { get; init; }
}
