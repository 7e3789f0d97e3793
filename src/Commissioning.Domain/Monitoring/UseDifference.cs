namespace Commissioning.Domain.Monitoring;

/// <summary>Something on a certificate that differs from what was agreed, and has a box to explain it.</summary>
/// <param name="What">The label of its box.</param>
/// <param name="Required">More than the agreement lets it differ.</param>
/// <param name="Said">What the final return says of it; null: nothing.</param>
public sealed record UseDifference(string What, bool Required, string? Said);
