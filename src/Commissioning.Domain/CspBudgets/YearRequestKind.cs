namespace Commissioning.Domain.CspBudgets;

/// <summary>What one person asks for a year of the ledger and another agrees to.</summary>
public enum YearRequestKind
{
    SignOff,
    Reopen,
}
