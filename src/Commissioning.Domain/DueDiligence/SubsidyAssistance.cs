namespace Commissioning.Domain.DueDiligence;

/// <summary>Other assistance that the recipient names, or that this office gave: an amount on a day.</summary>
public sealed record SubsidyAssistance(string From, Money Amount, DateOnly On);
