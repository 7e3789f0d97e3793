namespace Commissioning.Domain.CspBudgets;

/// <summary>A measured factor of the allocation formula: its weight, and a value for each area, with source and date (R81).</summary>
/// <param name="On">The date of the source's figures.</param>
public sealed record AllocationFactor(string Name, Fraction Weight, string Source, DateOnly On, IReadOnlyList<Fraction> Values);
