namespace Commissioning.Domain.Moderation;

/// <param name="Flags">Sentences, most serious first. Flags, not judgements.</param>
/// <param name="Weight">Applications with the highest weight are discussed first; 0: nothing to discuss.</param>
public sealed record ModerationNeed(IReadOnlyList<string> Flags, int Weight);
