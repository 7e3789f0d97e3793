namespace Commissioning.Platform.Documents;

/// <param name="Level">2 to 4; the document's title is the one heading of level 1.</param>
public sealed record Heading(int Level, string Text) : LetterBlock;
