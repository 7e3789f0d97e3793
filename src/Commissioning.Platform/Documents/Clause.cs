namespace Commissioning.Platform.Documents;

/// <param name="Paragraphs">Its text, at least one.</param>
public sealed record Clause(string Heading, IReadOnlyList<string> Paragraphs);
