namespace Commissioning.Domain;

/// <summary>Running text, or a heading.</summary>
public sealed record PaperParagraph(string Place, string Text) : PaperBlock(Place);
