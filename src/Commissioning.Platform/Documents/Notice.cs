namespace Commissioning.Platform.Documents;

public sealed record Notice(string Text) : LetterBlock;
