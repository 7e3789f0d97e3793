namespace Commissioning.Domain.Awards;

/// <summary>A claim that the office has not decided.</summary>
public sealed record WaitingClaim(Money Amount, DateOnly SentOn);
