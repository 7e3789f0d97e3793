namespace Commissioning.Domain.Payments;

/// <summary>What an answer changes.</summary>
public sealed record PaymentResult(PaymentInRun Payment, PaymentStatus To, DateOnly Day, string? Note);
