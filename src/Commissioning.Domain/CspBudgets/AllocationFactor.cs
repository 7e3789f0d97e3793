namespace Commissioning.Domain.CspBudgets;

/// <summary>A measured thing that money follows: how much it counts, and a value for each area, with where and when it was measured (R81).</summary>
public sealed record AllocationFactor(string Name, Fraction Weight, string Source, IReadOnlyList<Fraction> Values);
