using Commissioning.Domain;

namespace Commissioning.Features.Payments;

/// <summary>What was done of several ticked payments, and what was refused.</summary>
public sealed record DonePayments(int Count, Money Total, IReadOnlyList<RefusedPayment> Refused);
