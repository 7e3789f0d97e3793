namespace Commissioning.Domain.Payments;

/// <summary>The current state of a payment in a payment run.</summary>
public sealed record PaymentInRun
{
    public required Guid Id { get; init; }
    public required string BankReference { get; init; }
    public required Money Amount { get; init; }
    public required PaymentStatus Status { get; init; }
    public DateOnly? PaidOn { get; init; }
    public required int Version { get; init; }
}
