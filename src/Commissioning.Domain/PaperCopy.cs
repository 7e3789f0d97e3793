namespace Commissioning.Domain;

/// <summary>Text as a person copied it out of a document, with its tabs, spaces and line ends.</summary>
public sealed record PaperCopy(string Text) : PaperBlock("pasted text");
