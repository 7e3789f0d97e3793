namespace Commissioning.Domain.Awards;

/// <param name="IsFinal">The last one, which closes the award; the others look at a part of the time.</param>
public sealed record PlannedReturn(int Number, bool IsFinal, DateOnly From, DateOnly To, DateOnly DueOn);
