namespace Commissioning.Domain.CspBudgets;

/// <summary>Earmark and Commitment move an area's money from free to reserved. Spending or releasing it reverses them.</summary>
public enum TransactionKind
{
    Base,
    CarryIn,
    TopUp,
    Central,
    Earmark,
    Commitment,
    Expenditure,
    Evidence,
    Virement,
    Contribution,
    Transfer,
    Return,
    CarryForward,
    PoolToCentral,
    PoolToArea,
    RoundPot,
    Grant,
    Reversal,
}
