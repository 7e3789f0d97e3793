namespace Commissioning.Domain.Payments;

/// <summary>Approval limit for a single payment. FundId null: all funds. PersonId null: everyone.</summary>
public sealed record PaymentLimit
{
    public required Guid Id { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? FundId { get; init; }
    public required Money UpTo { get; init; }
}
