namespace Commissioning.Platform.Documents;

public sealed record Signature(string Name, string Role) : LetterBlock;
