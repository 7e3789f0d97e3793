namespace Commissioning.Domain.CspBudgets;

/// <summary>What one person requests of the ledger and another approves before it is posted (R6, R89).</summary>
public enum LedgerRequestKind
{
    /// <summary>A funding source of the year, which raises what may be allocated.</summary>
    Funding,

    /// <summary>A funding source is cut.</summary>
    FundingCut,
    Base,
    TopUp,
    Virement,
    Earmark,

    /// <summary>An area's money goes to the pooled underspend of its year.</summary>
    Return,

    /// <summary>An area's money goes to next year, to be shared out there.</summary>
    CarryForward,

    /// <summary>An area's money goes to next year and stays with the area.</summary>
    Keep,

    /// <summary>Money of the budget for work across the areas.</summary>
    Central,
    CentralPayment,
    PoolToCentral,
    PoolToArea,
    PoolToNextYear,

    /// <summary>An underspend from before this ledger.</summary>
    CarryIn,

    /// <summary>A project's approved amount becomes another.</summary>
    ProjectAmount,

    /// <summary>What an approved request posted is reversed.</summary>
    Reversal,
}
