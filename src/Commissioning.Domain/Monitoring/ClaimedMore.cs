namespace Commissioning.Domain.Monitoring;

/// <summary>A budget line whose accepted claims are more than its last accepted return says was spent, in pence.</summary>
public sealed record ClaimedMore(string Item, Money Claimed, Money Spent);
