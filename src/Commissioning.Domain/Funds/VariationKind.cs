namespace Commissioning.Domain.Funds;

/// <summary>What a variation changes (R71). Amount: less, or more from money returned to the pot. Bank: reported here, but changed through
/// the checks of bank details.</summary>
public enum VariationKind
{
    Purpose,
    Budget,
    Dates,
    Contact,
    Bank,
    Amount,
    GiveUp,
    Termination,
    Recovery,
}
