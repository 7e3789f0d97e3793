namespace Commissioning.Domain.CspBudgets;

/// <summary>An amount into an account or, if negative, out of it.</summary>
public sealed record Entry(Guid Account, Money Amount);
