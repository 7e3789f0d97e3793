namespace Commissioning.Domain.Funds;

/// <summary>How an award is paid: at once, in instalments on dates, or against spending already made (R70).</summary>
public enum PaymentProfile
{
    AtOnce,
    Staged,
    Arrears,
}
