namespace Commissioning.Domain.Funds;

/// <summary>A merge field, what it stands for, and what it looks like in a preview.</summary>
public sealed record MergeField(string Name, string Meaning, string Sample);
