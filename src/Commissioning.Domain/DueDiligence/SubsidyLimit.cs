namespace Commissioning.Domain.DueDiligence;

/// <summary>The most that one enterprise may get, from a day on.</summary>
public sealed record SubsidyLimit(DateOnly From, Money Amount);
