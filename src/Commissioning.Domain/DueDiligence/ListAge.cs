namespace Commissioning.Domain.DueDiligence;

/// <summary>How old a register or list is.</summary>
/// <param name="Name">Such as Charity register.</param>
/// <param name="Date">The day of the extract in use; null: none is loaded.</param>
/// <param name="IsTooOld">True also when none is loaded.</param>
/// <param name="Sentence">For an officer.</param>
public sealed record ListAge(string Name, DateOnly? Date, bool IsTooOld, string Sentence);
