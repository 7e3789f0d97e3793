namespace Commissioning.Domain.Funds;

/// <summary>How an award is paid: at once, in parts at dates, or for what was spent already (R70).</summary>
public enum PaymentProfile
{
    AtOnce,
    Staged,
    Arrears,
}
