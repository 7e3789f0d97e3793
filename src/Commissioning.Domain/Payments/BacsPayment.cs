using System.Globalization;
using System.Text;
using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Payments;

/// <summary>One payment to somebody's account; the reference is what their statement shows.</summary>
public sealed record BacsPayment(BankAccount To, Money Amount, string Reference);
