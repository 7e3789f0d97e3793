namespace Commissioning.Domain.Moderation;

/// <param name="Found">Most serious first. Flags, not judgements.</param>
/// <param name="Weight">Applications with the highest weight are discussed first; 0: nothing to discuss.</param>
public sealed record ModerationNeed(IReadOnlyList<FoundFlag> Found, int Weight)
{
    public IEnumerable<string> Flags => Found.Select(flag => flag.Words);
}
