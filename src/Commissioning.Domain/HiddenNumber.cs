namespace Commissioning.Domain;

/// <summary>Why a number of people is hidden.</summary>
public enum HiddenNumber
{
    No,
    Few,
    Withheld,
}
