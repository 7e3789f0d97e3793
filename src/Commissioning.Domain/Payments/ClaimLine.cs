namespace Commissioning.Domain.Payments;

/// <summary>A line of the awarded budget, with what earlier claims leave of it. A claim that was sent back uses none.</summary>
public sealed record ClaimLine
{
    public required Guid Id { get; init; }
    public required string Item { get; init; }
    public required Money Budget { get; init; }
    public required Money Claimed { get; init; }

    public Money Left => Budget - Claimed;
}
