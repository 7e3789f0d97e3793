namespace Commissioning.Domain.DueDiligence;

/// <summary>What an officer saw for one safeguarding item. Seen is null until the item is checked.</summary>
public sealed record SafeguardingEvidence(SafeguardingItem Item, bool? Seen, DateOnly? Until, string Note);
