namespace Commissioning.Domain.DueDiligence;

/// <summary>Other assistance, declared by the recipient or awarded by this office: an amount and its date.</summary>
public sealed record SubsidyAssistance(string From, Money Amount, DateOnly On);
