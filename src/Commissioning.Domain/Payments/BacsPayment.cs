using Commissioning.Domain.Organisations;

namespace Commissioning.Domain.Payments;

/// <summary>One payment. The reference appears on the payee's statement.</summary>
public sealed record BacsPayment(BankAccount To, Money Amount, string Reference);
