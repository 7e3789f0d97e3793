namespace Commissioning.Domain.Monitoring;

/// <summary>Consent to publish a story, a quote or a photograph: given by somebody, on a day, until a day or without end, and taken back at
/// any time by either side. It holds only for the words and the picture that it was given for.</summary>
public static class ConsentRules
{
    /// <summary>True when the item may be shown today.</summary>
    /// <param name="until">Last day; null: without end.</param>
    public static bool Holds(DateOnly? until, DateTime? withdrawnAt, DateOnly today) => withdrawnAt is null && (until ?? today) >= today;

    /// <param name="start">First day of the project: nobody could agree to words or pictures of it before.</param>
    public static Refusal? WhyCannotGive(
        ConsentItem item,
        ConsentRelation? relation,
        ConsentHow? how,
        DateOnly? givenOn,
        DateOnly? until,
        bool holds,
        DateOnly start,
        DateOnly today
    )
    {
        if (holds)
            return new("There is consent for this already");
        if (relation is null)
            return new("Choose who said yes", nameof(relation));
        if (item != ConsentItem.Photo && relation is ConsentRelation.Everyone or ConsentRelation.NoOne)
            return new("Words come from a person: choose who said yes", nameof(relation));
        if (how is null)
            return new("Choose how they said yes", nameof(how));
        if (givenOn is null)
            return new("Enter the day on which they said yes", nameof(givenOn));
        if (givenOn > today)
            return new("The day on which they said yes cannot be in the future", nameof(givenOn));
        if (givenOn < start)
            return new($"They cannot have said yes before the project started on {LondonTime.Date(start)}", nameof(givenOn));
        return until < today ? new("The last day is over already. Leave it blank if there is no end.", nameof(until)) : null;
    }

    /// <param name="reason">Needed of the office; the organisation need not say why.</param>
    public static Refusal? WhyCannotWithdraw(DateTime? withdrawnAt, ConsentSide side, string? reason) =>
        withdrawnAt is not null ? new("This consent is taken back already")
        : reason?.Trim().Length > 500 ? new("Shorten this to 500 characters", nameof(reason))
        : side == ConsentSide.Office && string.IsNullOrWhiteSpace(reason) ? new("Say why the consent is taken back", nameof(reason))
        : null;

    public static string Words(ConsentItem item, int number) =>
        item switch
        {
            ConsentItem.Story => "story",
            ConsentItem.Quote => "quote",
            _ => $"photograph {number}",
        };

    public static string Words(ConsentRelation relation) =>
        relation switch
        {
            ConsentRelation.Themself => "the person in it",
            ConsentRelation.ParentOrCarer => "a parent or carer",
            ConsentRelation.Everyone => "everyone in the picture",
            _ => "no one can be recognised",
        };

    public static string Words(ConsentHow how) =>
        how switch
        {
            ConsentHow.Writing => "in writing",
            ConsentHow.Email => "by e-mail",
            _ => "spoken",
        };

    public static string Words(ConsentSide side) => side == ConsentSide.Office ? "the office" : "the organisation";
}
