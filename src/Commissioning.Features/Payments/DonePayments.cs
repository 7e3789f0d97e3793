using Commissioning.Domain;

namespace Commissioning.Features.Payments;

/// <summary>What was done of several ticked payments, and what was refused.</summary>
/// <param name="Waiting">Approved by this person as the first of two.</param>
public sealed record DonePayments(int Count, Money Total, IReadOnlyList<RefusedPayment> Refused, int Waiting = 0);
