namespace Commissioning.Domain.Awards;

public static class AwardRules
{
    /// <summary>Null when the offer can be accepted. A lapsed offer is flagged until the office extends it; it is never withdrawn
    /// automatically (R68).</summary>
    public static Refusal? WhyCannotAccept(OfferState offer, DateOnly today)
    {
        if (offer.OfferedAt is null)
            return new("This grant has not been offered yet");
        if (offer.AcceptedAt is { } at)
            return new($"This grant was accepted at {LondonTime.DateAndTime(at)}");
        if (offer is { EndedAt: { } ended, EndedHow: { } how })
            return new($"This offer {InWords(how)} on {LondonTime.Date(ended)}");
        return HasLapsed(offer.AcceptBy, offer.AcceptedAt, today)
            ? new(
                $"The offer could be accepted until {LondonTime.Date(offer.AcceptBy!.Value)}. It is not withdrawn. Ask us for more time and we will reopen it."
            )
            : null;
    }

    /// <summary>Null when this person may bind the organisation: a named signatory; if it has named none, its lead; if it has no lead, any
    /// member. Default, not OPCC policy.</summary>
    /// <param name="signatories">Names of the people who may sign.</param>
    public static Refusal? WhyCannotSign(IReadOnlyCollection<string> signatories, bool isOne) =>
        isOne
            ? null
            : new(
                $"Only a person named to accept grants for the organisation can accept: {string.Join(", ", signatories)}. Ask them, or name others on the organisation's page."
            );

    /// <summary>The letter that was read must be the current one.</summary>
    public static Refusal? WhyOtherLetter(string? seen, string current) =>
        seen == current ? null : new("The letter was changed after you opened this page. Read the new one, and accept it if you agree.");

    public static Refusal? WhyCannotEndOffer(OfferState offer) =>
        offer.OfferedAt is null ? new("This grant has not been offered yet")
        : offer.AcceptedAt is not null ? new("The offer has been accepted, so change or end the grant instead")
        : offer.EndedAt is { } at ? new Refusal($"This offer {InWords(offer.EndedHow!.Value)} on {LondonTime.Date(at)}")
        : null;

    /// <summary>Null when the organisation can decline the offer.</summary>
    public static Refusal? WhyCannotDecline(OfferState offer) =>
        offer switch
        {
            { AcceptedAt: not null, EndedAt: { } ended, EndedHow: { } how } => new(
                $"This grant {InWords(how)} on {LondonTime.Date(ended)}"
            ),
            { AcceptedAt: { } at } => new(
                $"This grant was accepted at {LondonTime.DateAndTime(at)}, so it can no longer be declined. To give it up, ask for that change on the page of your grant."
            ),
            _ => WhyCannotEndOffer(offer),
        };

    /// <summary>What is missing when somebody accepts.</summary>
    public static IReadOnlyList<Refusal> WhyAcceptanceIsIncomplete(string? acceptedName, string? acceptedRole, bool agreed)
    {
        List<Refusal> refusals = [];
        if (!agreed)
            refusals.Add(
                new("Confirm that the organisation accepts the letter and the agreement, and that you may sign for it", nameof(agreed))
            );
        if (acceptedName?.Trim() is not { Length: > 0 and <= 200 } name || name.Split(' ').Count(word => word.Any(char.IsLetter)) < 2)
            refusals.Add(
                new("Enter the first name and the last name of the person who accepts, in up to 200 characters", nameof(acceptedName))
            );
        if (acceptedRole?.Trim() is not { Length: > 0 and <= 100 })
            refusals.Add(new("Enter the role in the organisation, such as Chair, in up to 100 characters", nameof(acceptedRole)));
        return refusals;
    }

    public static bool HasLapsed(DateOnly? acceptBy, DateTime? acceptedAt, DateOnly today) =>
        acceptedAt is null && acceptBy is { } by && today > by;

    /// <summary>The latest reminder day that has come; null when none has.</summary>
    /// <param name="reminders">Days from the last day to accept, in order; negative: before it.</param>
    public static int? OfferReminderDue(DateOnly acceptBy, IReadOnlyList<int> reminders, DateOnly today) =>
        reminders.Where(days => acceptBy.AddDays(days) <= today).Select(days => (int?)days).LastOrDefault();

    public static string InWords(AwardEnd how) =>
        how switch
        {
            AwardEnd.Declined => "was declined",
            AwardEnd.OfferWithdrawn => "was withdrawn",
            AwardEnd.GivenUp => "was given up",
            AwardEnd.Terminated => "was ended",
            _ => "was closed",
        };

    public static string StateOf(OfferState offer, DateOnly today) =>
        offer switch
        {
            { EndedHow: { } how } => char.ToUpperInvariant(InWords(how)[4]) + InWords(how)[5..],
            { AcceptedAt: not null } => "Accepted",
            { OfferedAt: null } => "Not offered yet",
            _ => HasLapsed(offer.AcceptBy, null, today) ? "Offer past its date" : "Offered",
        };
}
