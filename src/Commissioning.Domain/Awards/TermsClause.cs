namespace Commissioning.Domain.Awards;

/// <summary>A numbered clause of the terms of a fund's grants; its number is its place.</summary>
/// <param name="Key">Names the clause in every version, whatever its number and heading.</param>
/// <param name="Wording">Its paragraphs, one a line.</param>
/// <param name="IsLocked">Only a legal reviewer changes its words, and nobody deletes it.</param>
public sealed record TermsClause(string Key, string Heading, string Wording, bool IsLocked = false);
