namespace Commissioning.Domain.DueDiligence;

/// <summary>What an officer saw for one point. Seen is null until it is checked.</summary>
/// <param name="Item">The code of the <see cref="SafeguardingPoint"/>.</param>
public sealed record SafeguardingEvidence(string Item, bool? Seen, DateOnly? Until, string Note);
