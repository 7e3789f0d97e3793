using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Payments;

/// <summary>One payment to somebody's account; the reference is what their statement shows.</summary>
public sealed record BacsPayment(BankAccount To, Money Amount, string Reference);
