namespace Commissioning.Platform.Documents;

/// <summary>A place to answer on a form.</summary>
/// <param name="Lines">Height: lines of 9 mm; 0 when there are only choices.</param>
/// <param name="Choices">Words beside tick boxes; null: none.</param>
public sealed record FillBox(string Label, int Lines = 1, IReadOnlyList<string>? Choices = null);
