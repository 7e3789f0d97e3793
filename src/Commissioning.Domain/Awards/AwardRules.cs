namespace Commissioning.Domain.Awards;

public static class AwardRules
{
    /// <summary>Null when the offer can be accepted. An offer past its date is flagged, and an officer may still take the acceptance; it is never withdrawn by itself (R68).</summary>
    public static Refusal? WhyCannotAccept(DateTime? offeredAt, DateTime? acceptedAt)
    {
        if (offeredAt is null) return new("This grant has not been offered yet");
        if (acceptedAt is { } at) return new($"This grant was accepted at {LondonTime.DateAndTime(at)}");
        return null;
    }

    public static bool HasLapsed(DateOnly acceptBy, DateTime? acceptedAt, DateOnly today) => acceptedAt is null && today > acceptBy;
}
