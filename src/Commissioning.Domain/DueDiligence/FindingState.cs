namespace Commissioning.Domain.DueDiligence;

/// <summary>A finding as its rules read it.</summary>
/// <param name="Settled">The verdict counts: it is given and, where it needs a second person, agreed.</param>
public sealed record FindingState(FindingKind Kind, FindingLevel Level, string Sentence, FindingVerdict? Verdict, bool Settled);
