namespace Commissioning.Domain.Funds;

/// <summary>A merge field, its meaning, and a sample for the preview.</summary>
/// <param name="CanBeEmpty">There are letters in which it is blank, so that a title needs more than it.</param>
public sealed record MergeField(string Name, string Meaning, string Sample, bool CanBeEmpty = false);
