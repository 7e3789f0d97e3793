namespace Commissioning.Domain.CspBudgets;

/// <summary>Earmark and Commitment move an area's money between what is free and what is promised; both are undone when it is spent or released.</summary>
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
    RoundPot,
    Grant,
    Reversal,
}
