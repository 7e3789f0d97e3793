namespace Commissioning.Platform.Documents;

public sealed record Numbered(IReadOnlyList<string> Items) : LetterBlock;
