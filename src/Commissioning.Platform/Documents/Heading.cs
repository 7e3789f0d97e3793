namespace Commissioning.Platform.Documents;

/// <param name="Level">2 to 4; the document's title is the one heading of level 1.</param>
public sealed record Heading(int Level, string Text) : LetterBlock
{
    /// <summary>Where links of the document lead: small letters, figures and hyphens, 40 at most. Null: nowhere, or from its contents
    /// only.</summary>
    public string? Id { get; init; }
}
