namespace Commissioning.Domain.Awards;

/// <param name="Claimed">What is requested, approved or paid of it, in pence.</param>
public sealed record PlannedInstalment(int Position, Money Amount, Money Claimed, DateOnly DueOn);
