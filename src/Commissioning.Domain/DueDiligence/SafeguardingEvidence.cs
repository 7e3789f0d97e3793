namespace Commissioning.Domain.DueDiligence;

/// <summary>What was seen of one item. Null: not looked at yet.</summary>
public sealed record SafeguardingEvidence(SafeguardingItem Item, bool? Seen, DateOnly? Until, string Note);
