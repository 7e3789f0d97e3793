namespace Commissioning.Domain.Payments;

/// <summary>An item of spending against a budget line: date, supplier and amount.</summary>
public sealed record Receipt(Guid Line, DateOnly SpentOn, string Supplier, Money Amount)
{
    /// <summary>A copy of it is with the claim.</summary>
    public bool Proof { get; init; }
}
