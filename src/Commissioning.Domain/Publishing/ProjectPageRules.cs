namespace Commissioning.Domain.Publishing;

/// <summary>When a project may have a page open to the public: the office writes it, the group sees it first, and it is published when the
/// group agrees or has not asked for a change in time.</summary>
public static class ProjectPageRules
{
    /// <summary>Days that a group has to ask for a change. Default, not OPCC policy.</summary>
    public const int DaysToObject = 10;

    /// <param name="endedHow">How the award ended; null while it is active.</param>
    /// <param name="allowed">The round's policy allows pages of closed projects. Default, not OPCC policy.</param>
    public static Refusal? WhyCannotPublish(string? endedHow, bool allowed, DateTime? publishedAt)
    {
        if (publishedAt is { } at)
            return new($"This project has had a public page since {LondonTime.DateAndTime(at)}");
        if (!allowed)
            return new("The round's policy does not allow public pages for its projects");
        return endedHow == "Closed" ? null : new("A project can have a public page only when its grant is closed. Close the grant first.");
    }

    /// <summary>The group has not had its say yet.</summary>
    /// <param name="proposedAt">When it was shown the page as it is; null: it was not.</param>
    /// <param name="objectBy">Last day on which it may ask for a change.</param>
    /// <param name="wish">What it wants changed; null: nothing.</param>
    public static Refusal? WhyTooEarly(DateTime? proposedAt, DateOnly? objectBy, DateTime? answeredAt, string? wish, DateOnly today) =>
        proposedAt is null ? new("Show the page to the group first")
        : wish is not null ? new("The group has asked for a change. Change the words, then show the page again.")
        : answeredAt is null && objectBy >= today
            ? new($"The group may ask for a change until {LondonTime.Date(objectBy.Value)}, so publish the page after that day")
        : null;

    /// <param name="writtenBy">Who wrote the words; null: nobody has.</param>
    public static Refusal? WhyNotThisPerson(Guid? writtenBy, Guid actor) =>
        writtenBy == actor ? new("You wrote these words, so someone else must publish the page") : null;

    /// <param name="findings">What the person who publishes must have read, point by point.</param>
    public static Refusal? WhyNotRead(IReadOnlyList<string> findings, IReadOnlyCollection<string> confirmed) =>
        findings.Except(confirmed).ToList() is { Count: > 0 } left
            ? new($"Read and tick each point first. Not ticked: {left.Count}, such as {left[0]}", nameof(confirmed))
            : null;

    public static Refusal? WhyCannotWrite(DateTime? publishedAt) =>
        publishedAt is null ? null : new("Anyone can read this page now. Take it down before you change its words.");

    public static Refusal? WhyCannotAnswer(DateTime? proposedAt, DateTime? publishedAt, bool? isFine, string? wish) =>
        publishedAt is not null || proposedAt is null ? new("This page does not wait for your answer")
        : isFine is null ? new("Choose whether the page is fine", nameof(isFine))
        : isFine == false && wish?.Trim() is not { Length: > 0 and <= 2000 }
            ? new("Say what to change, in up to 2,000 characters", nameof(wish))
        : null;

    public static Refusal? WhyCannotWithdraw(DateTime? publishedAt, string? reason) =>
        publishedAt is null ? new("This project has no public page")
        : reason?.Trim() is { Length: > 0 and <= 500 } ? null
        : new("Say in up to 500 characters why you are taking the page down", nameof(reason));
}
