namespace Commissioning.Domain.Funds;

/// <summary>A merge field, its meaning, and a sample for the preview.</summary>
public sealed record MergeField(string Name, string Meaning, string Sample);
