namespace Commissioning.Domain.Awards;

/// <param name="IsFinal">True for the last return, which closes the award; the others cover part of the project.</param>
public sealed record PlannedReturn(int Number, bool IsFinal, DateOnly From, DateOnly To, DateOnly DueOn);
