namespace Commissioning.Domain.Publishing;

/// <summary>When a project may have a page that anybody can read.</summary>
public static class ProjectPageRules
{
    /// <param name="endedHow">As the award says; null while it runs.</param>
    /// <param name="allowed">The round's policy lets closed projects be shown. Default, not OPCC policy.</param>
    public static Refusal? WhyCannotPublish(string? endedHow, bool allowed, DateTime? publishedAt)
    {
        if (publishedAt is { } at)
            return new($"This project has had a public page since {LondonTime.DateAndTime(at)}");
        if (!allowed)
            return new("The round's policy says that its projects get no public page");
        return endedHow == "Closed" ? null : new("A project gets a public page when it is closed; close it first");
    }

    public static Refusal? WhyCannotWithdraw(DateTime? publishedAt, string? reason) =>
        publishedAt is null ? new("This project has no public page")
        : reason?.Trim() is { Length: > 0 and <= 500 } ? null
        : new("Say in up to 500 characters why the page is taken down", nameof(reason));
}
