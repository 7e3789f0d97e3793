namespace Commissioning.Domain.Payments;

/// <summary>An instalment as an officer sets it; without a position it is new.</summary>
public sealed record InstalmentLine(int? Position, Money Amount, DateOnly DueOn, bool InArrears, string? Condition);
