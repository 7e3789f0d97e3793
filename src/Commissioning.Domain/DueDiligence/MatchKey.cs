namespace Commissioning.Domain.DueDiligence;

/// <summary>A key for finding the same organisation, or a person in it, elsewhere.</summary>
/// <param name="Text">The text looked up.</param>
/// <param name="Shown">What the officer reads, such as a committee member's name.</param>
public sealed record MatchKey(MatchKind Kind, string Text, string Shown);
