namespace Commissioning.Domain.Monitoring;

/// <summary>The officer's rating of a return.</summary>
public enum ReturnRating
{
    Green,
    Amber,
    Red,
}
