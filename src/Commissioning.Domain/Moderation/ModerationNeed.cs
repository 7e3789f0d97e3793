namespace Commissioning.Domain.Moderation;

/// <param name="Flags">As sentences, the weightiest first. Flags, not judgements.</param>
/// <param name="Weight">What the meeting's time goes to first; 0: nothing to discuss.</param>
public sealed record ModerationNeed(IReadOnlyList<string> Flags, int Weight);
