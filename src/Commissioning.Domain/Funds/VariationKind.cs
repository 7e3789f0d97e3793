namespace Commissioning.Domain.Funds;

/// <summary>What a variation changes (R71). Amount: less, or more from money returned to the pot. Bank: reported here, but changed through
/// the checks of bank details. BreachNotice: what is wrong and by when to put it right. Suspension: no payment until Resumption.</summary>
public enum VariationKind
{
    Purpose,
    Budget,
    Dates,
    Contact,
    Bank,
    Amount,
    GiveUp,
    BreachNotice,
    Suspension,
    Resumption,
    Termination,
    Recovery,
}
