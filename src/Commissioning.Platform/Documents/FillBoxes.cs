namespace Commissioning.Platform.Documents;

/// <summary>Places to answer, each beside its label: written by hand on paper, typed on a screen.</summary>
public sealed record FillBoxes(IReadOnlyList<FillBox> Rows) : LetterBlock;
