namespace Commissioning.Domain.CspBudgets;

/// <summary>A column of the table of areas.</summary>
public enum LedgerColumn
{
    Base,
    TopUp,
    Vired,
    Allocation,
    Earmarked,
    Committed,
    Spent,
    Evidenced,
    Contributed,
    Expenditure,
    Returned,
    Remaining,
    Free,
}
