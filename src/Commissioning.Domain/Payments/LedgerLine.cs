namespace Commissioning.Domain.Payments;

/// <summary>A movement of a payment, here or in the finance system: money that went out, or that came back.</summary>
public sealed record LedgerLine
{
    public required string Reference { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>Negative: it came back.</summary>
    public required Money Amount { get; init; }

    public bool IsBack => Amount < Money.Zero;
}
