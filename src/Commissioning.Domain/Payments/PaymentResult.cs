namespace Commissioning.Domain.Payments;

/// <summary>What the bank's answer changes on one payment.</summary>
public sealed record PaymentResult(PaymentInRun Payment, PaymentStatus To, DateOnly Day, string? Note);
