namespace Commissioning.Platform.Documents;

/// <summary>The numbered clauses of an agreement, under a heading of level 3.</summary>
public sealed record Clauses(IReadOnlyList<Clause> Items) : LetterBlock;
