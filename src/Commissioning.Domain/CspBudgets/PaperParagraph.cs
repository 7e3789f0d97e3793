namespace Commissioning.Domain.CspBudgets;

/// <summary>Running text, or a heading.</summary>
public sealed record PaperParagraph(string Place, string Text) : PaperBlock(Place);
