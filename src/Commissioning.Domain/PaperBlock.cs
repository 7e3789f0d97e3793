namespace Commissioning.Domain;

/// <summary>A part of a paper in reading order.</summary>
/// <param name="Place">Where a person finds it, such as page 27, table 2 or sheet Areas.</param>
public abstract record PaperBlock(string Place);
