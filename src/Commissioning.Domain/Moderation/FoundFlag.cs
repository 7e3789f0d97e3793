namespace Commissioning.Domain.Moderation;

/// <summary>A flag that comes of the scores.</summary>
public sealed record FoundFlag(FlagKind Kind, string Words, int Weight);
