namespace Commissioning.Domain.CspBudgets;

/// <summary>An amount into (or, below nil, out of) an account.</summary>
public sealed record Entry(Guid Account, Money Amount);
