namespace Commissioning.Domain.Organisations;

/// <summary>The answer of the bank's Confirmation of Payee. Officers ask in the bank's own channel; the portal records the answer
/// (R32).</summary>
public enum PayeeResult
{
    Match,
    CloseMatch,
    NoMatch,
    Unavailable,
}
