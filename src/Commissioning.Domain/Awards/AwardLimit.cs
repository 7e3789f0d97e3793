namespace Commissioning.Domain.Awards;

/// <summary>The most that a round's rules let an award have.</summary>
/// <param name="Name">As a sentence begins, such as "The largest grant of this round".</param>
/// <param name="Others">What other awards use of it already, in pence.</param>
public sealed record AwardLimit(string Name, Money Most, Money Others);
