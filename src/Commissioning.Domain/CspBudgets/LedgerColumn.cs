namespace Commissioning.Domain.CspBudgets;

/// <summary>A column of the areas' table.</summary>
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
