namespace Commissioning.Domain.Funds;

/// <summary>What one score means for a criterion, in words next to the box (R38).</summary>
public sealed record Anchor
{
    public required Guid CriterionId { get; init; }
    public required int Score { get; init; }
    public required string Wording { get; init; }
}
