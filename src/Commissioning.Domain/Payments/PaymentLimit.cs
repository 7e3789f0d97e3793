namespace Commissioning.Domain.Payments;

/// <summary>Up to what amount one person alone may approve a payment. FundId null: all funds. PersonId null: everyone. BudgetYear null:
/// every year.</summary>
public sealed record PaymentLimit
{
    public required Guid Id { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? FundId { get; init; }

    /// <summary>The year of the round or of the area, such as 2026-27.</summary>
    public string? BudgetYear { get; init; }
    public required Money UpTo { get; init; }
}
