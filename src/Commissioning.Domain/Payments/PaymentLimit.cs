namespace Commissioning.Domain.Payments;

/// <summary>Up to what one payment may be approved; without a fund for all, without a person for everybody.</summary>
public sealed record PaymentLimit
{
    public required Guid Id { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? FundId { get; init; }
    public required Money UpTo { get; init; }
}
