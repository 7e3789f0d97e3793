namespace Commissioning.Domain.DueDiligence;

public sealed record CheckFinding(FindingLevel Level, string Sentence);
