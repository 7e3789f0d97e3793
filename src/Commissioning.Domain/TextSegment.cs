namespace Commissioning.Domain;

/// <summary>Words of a line that stand together, with where they begin and end across the page, in any unit.</summary>
public sealed record TextSegment(string Text, double Left, double Right);
