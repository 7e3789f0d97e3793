namespace Commissioning.Domain.Publishing;

/// <summary>How an edition of figures comes to the public: made for a quarter that is over, approved by a second person, published, and
/// taken back with a reason.</summary>
public static class EditionRules
{
    /// <summary>The breakdowns of an edition, the most important first.</summary>
    public static readonly IReadOnlyList<string> Breakdowns = ["Area", "Priority", "Round", "Prevention level", "Kind of organisation"];

    /// <summary>The last day of the quarter before a day.</summary>
    public static DateOnly QuarterBefore(DateOnly today) => new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1).AddDays(-1);

    /// <param name="until">Last day of the quarter.</param>
    /// <param name="latest">Last day of the latest edition that was published, whether or not it was taken back. Null: none.</param>
    /// <param name="isOpen">Another edition of the fund is made and not published.</param>
    public static Refusal? WhyCannotMake(DateOnly until, DateOnly today, DateOnly? latest, bool isOpen)
    {
        if (isOpen)
            return new("An edition of this fund is not published yet. Publish it, or remove it, before you make another.");
        if (until != QuarterBefore(until.AddDays(1)))
            return new("Choose the last day of a quarter", nameof(until));
        if (until >= today)
            return new("This quarter is not over yet", nameof(until));
        return until < latest
            ? new(
                $"An edition up to {LondonTime.Date(latest.Value)} was published already, so an earlier quarter cannot follow",
                nameof(until)
            )
            : null;
    }

    public static Refusal? WhyCannotApprove(Guid madeBy, Guid actor, DateTime? approvedAt) =>
        approvedAt is not null ? new("This edition is approved already")
        : madeBy == actor ? new("You made this edition, so someone else must approve it")
        : null;

    public static Refusal? WhyCannotPublish(DateTime? approvedAt, DateTime? publishedAt) =>
        publishedAt is not null ? new("This edition is published already")
        : approvedAt is null ? new("A second person must approve this edition before it is published")
        : null;

    /// <param name="corrected">Projects that the edition leaves out because they, or one of their group, were corrected.</param>
    /// <param name="correctedNow">The same, counted now.</param>
    public static Refusal? WhyOutdated(int corrected, int correctedNow) =>
        correctedNow == corrected ? null : new("Figures in this edition were corrected since it was made. Remove it, and make it again.");

    public static Refusal? WhyCannotRemove(DateTime? publishedAt) =>
        publishedAt is null ? null : new("A published edition stays on record. Take it back instead.");

    public static Refusal? WhyCannotWithdraw(DateTime? publishedAt, DateTime? withdrawnAt, string? reason) =>
        publishedAt is null || withdrawnAt is not null ? new("This edition is not published")
        : reason?.Trim() is { Length: > 0 and <= 500 } ? null
        : new("Say in up to 500 characters why you take the edition back. The public can read it.", nameof(reason));
}
