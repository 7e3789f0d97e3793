namespace Commissioning.Domain.Monitoring;

/// <summary>Why a number of people is hidden. Part: a sum of which only some parts are shown.</summary>
public enum HiddenNumber
{
    No,
    Few,
    Withheld,
    Part,
}
