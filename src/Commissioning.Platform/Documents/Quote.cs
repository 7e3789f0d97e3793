namespace Commissioning.Platform.Documents;

public sealed record Quote(string Text, string? Source = null) : LetterBlock;
