namespace Commissioning.Domain.Funds;

/// <summary>What a change of an award is about (R71). Amount: less, or more out of what came back; Bank: told here, done with the account's own checks.</summary>
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
