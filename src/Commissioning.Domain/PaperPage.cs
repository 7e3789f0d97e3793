namespace Commissioning.Domain;

/// <summary>A page of which only the lines are known, with where their words stand.</summary>
public sealed record PaperPage(string Place, IReadOnlyList<TextRow> Rows) : PaperBlock(Place);
