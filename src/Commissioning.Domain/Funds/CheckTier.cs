namespace Commissioning.Domain.Funds;

/// <summary>How much is checked: more for larger amounts and higher risk (R29).</summary>
public enum CheckTier
{
    Light,
    Standard,
    Full,
    Enhanced,
}
