namespace Commissioning.Domain.Publishing;

/// <summary>When a project may have a page open to the public.</summary>
public static class ProjectPageRules
{
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

    public static Refusal? WhyCannotWithdraw(DateTime? publishedAt, string? reason) =>
        publishedAt is null ? new("This project has no public page")
        : reason?.Trim() is { Length: > 0 and <= 500 } ? null
        : new("Say in up to 500 characters why you are taking the page down", nameof(reason));
}
