namespace Commissioning.Domain.DueDiligence;

/// <summary>A match between two organisations that may be the same or share people, with the values that matched.</summary>
public sealed record MatchFound(MatchKind Kind, string Ours, string Theirs);
