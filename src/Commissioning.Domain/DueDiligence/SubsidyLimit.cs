namespace Commissioning.Domain.DueDiligence;

/// <summary>The most assistance one enterprise may receive, from a date on.</summary>
public sealed record SubsidyLimit(DateOnly From, Money Amount);
