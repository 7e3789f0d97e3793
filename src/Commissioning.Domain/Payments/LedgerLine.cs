namespace Commissioning.Domain.Payments;

/// <summary>A payment by reference, here or in the finance system.</summary>
public sealed record LedgerLine
{
    public required string Reference { get; init; }
    public required DateOnly Day { get; init; }
    public required Money Amount { get; init; }
}
