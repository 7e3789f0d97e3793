namespace Commissioning.Domain.Publishing;

/// <param name="Projects">How many projects were asked it.</param>
public sealed record EditionQuestion(string Name, bool MayOverlap, int Projects, IReadOnlyList<EditionChoice> Choices);
