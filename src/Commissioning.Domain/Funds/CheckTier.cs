namespace Commissioning.Domain.Funds;

/// <summary>How much is checked: more for more money and more risk (R29).</summary>
public enum CheckTier
{
    Light,
    Standard,
    Enhanced,
}
