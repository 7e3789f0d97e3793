namespace Commissioning.Platform.Documents;

/// <summary>The letterhead: who writes, and whom to ask.</summary>
public sealed record LetterSender(string Name, IReadOnlyList<string> AddressLines, string Email, string Phone)
{
    public string? Web { get; init; }

    /// <summary>The fund that the letter belongs to.</summary>
    public string? Fund { get; init; }

    /// <summary>Name, title and telephone number of the person to ask.</summary>
    public string? Contact { get; init; }

    /// <summary>Lines at the letter's end: other formats, personal information, what is published.</summary>
    public IReadOnlyList<string>? Foot { get; init; }
    public LetterLogo? Logo { get; init; }
}
