namespace Commissioning.Domain.Scoring;

/// <summary>How the office would score a practice application, and why.</summary>
/// <param name="Criterion">The criterion's code.</param>
public sealed record ModelScore(string Criterion, int Value, string Reason);
