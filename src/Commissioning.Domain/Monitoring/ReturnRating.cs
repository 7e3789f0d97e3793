namespace Commissioning.Domain.Monitoring;

/// <summary>The officer's view of a return.</summary>
public enum ReturnRating
{
    Green,
    Amber,
    Red,
}
