namespace Commissioning.Domain.Awards;

public sealed record OfferDates(DateOnly StartsOn, DateOnly EndsOn)
{
    public string InWords => $"{LondonTime.Date(StartsOn)} to {LondonTime.Date(EndsOn)}";
}
