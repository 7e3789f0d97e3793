namespace Commissioning.Domain.Funds;

/// <summary>A criterion that an application must pass, yes or no, before its scores count (R37).</summary>
public sealed record PassFailCriterion
{
    public required Guid Id { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public required string Guidance { get; init; }
}
