namespace Commissioning.Platform.Documents;

public sealed record Bullets(IReadOnlyList<string> Items) : LetterBlock;
