namespace Commissioning.Domain.Payments;

/// <summary>An instalment as an officer sets it; a null position is a new one.</summary>
public sealed record InstalmentLine(int? Position, Money Amount, DateOnly DueOn, bool InArrears, string? Condition);
