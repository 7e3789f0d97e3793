namespace Commissioning.Domain.Payments;

/// <summary>A return of an area that is not certified after its day.</summary>
/// <param name="Period">As in a sentence: "quarter 2 of 2026-27".</param>
public sealed record OverdueReturn(string Period, DateOnly DueOn);
