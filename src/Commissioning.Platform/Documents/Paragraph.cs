namespace Commissioning.Platform.Documents;

public sealed record Paragraph(string Text) : LetterBlock;
