namespace Commissioning.Features.Payments;

/// <summary>One of several ticked payments that a rule refused, with its sentence.</summary>
public sealed record RefusedPayment(string Reference, string Organisation, string Why);
