namespace Commissioning.Domain.Awards;

/// <summary>A piece of a letter with its fields filled in.</summary>
public abstract record LetterPart
{
    private LetterPart() { }

    public sealed record Heading(int Level, string Text) : LetterPart;

    public sealed record Paragraph(string Text) : LetterPart;

    public sealed record Bullets(IReadOnlyList<string> Items) : LetterPart;

    /// <summary>A numbered list.</summary>
    public sealed record Steps(IReadOnlyList<string> Items) : LetterPart;

    /// <summary>A table, list or signature that the letter builds from data.</summary>
    public sealed record Block(string Name) : LetterPart;
}
