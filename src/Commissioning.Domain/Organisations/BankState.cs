namespace Commissioning.Domain.Organisations;

/// <summary>Given: waits for finance. Confirmed: payments may be sent there. Replaced: newer details were confirmed.</summary>
public enum BankState
{
    Given,
    Confirmed,
    Refused,
    Replaced,
}
