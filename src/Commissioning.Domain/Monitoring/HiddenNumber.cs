namespace Commissioning.Domain.Monitoring;

/// <summary>Why a number of people is not shown as it is. Part: a sum of which only some is shown.</summary>
public enum HiddenNumber
{
    No,
    Few,
    Withheld,
    Part,
}
