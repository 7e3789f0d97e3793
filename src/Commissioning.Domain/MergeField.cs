namespace Commissioning.Domain;

/// <summary>A merge field of a letter or a message, its meaning, and a sample for the preview.</summary>
public sealed record MergeField(string Name, string Meaning, string Sample)
{
    /// <summary>It may be filled with nothing, so a title or subject needs something beside it.</summary>
    public bool CanBeEmpty { get; init; }
}
