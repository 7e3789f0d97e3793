namespace Commissioning.Domain.Organisations;

/// <summary>What the bank's own Confirmation of Payee said. It is asked in the bank's channel; the portal records the answer (R32).</summary>
public enum PayeeResult
{
    Match,
    CloseMatch,
    NoMatch,
    Unavailable,
}
