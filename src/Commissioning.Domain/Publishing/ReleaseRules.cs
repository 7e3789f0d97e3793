using System.Globalization;

namespace Commissioning.Domain.Publishing;

/// <summary>When a month's file is prepared, released and corrected (Specified Information Order 2011, SI 2011/3050: each month, as soon as
/// practicable after its end, without a lower limit). A released file is never changed: a correction is a new version with a
/// reason.</summary>
public static class ReleaseRules
{
    /// <summary>Days after a month's end by which its file is due. Default, not OPCC policy (the setting is Portal__ReleaseDays).</summary>
    public const int DefaultDays = 14;

    /// <summary>Whole pounds of a month above which whoever prepared its file may not release it. Default, not OPCC policy (the setting is
    /// Portal__ReleaseTwoPeopleFrom).</summary>
    public const int DefaultTwoPeopleFrom = 50_000;

    /// <summary>Characters of the reason for a correction, which the public reads.</summary>
    public const int LongestReason = 300;

    /// <summary>What the public reads when a name was withheld after its month was released. It says nothing about whom.</summary>
    public const string TakenOut = "We took out details that we may no longer publish.";

    /// <summary>The columns of the file of grants, with what each means.</summary>
    public static readonly IReadOnlyList<(string Name, string Meaning)> GrantColumns =
    [
        ("Reference", "Our number for the application that became this grant."),
        ("Recipient", "The group that holds the grant. If we cannot name it, this says so and why."),
        ("Charity number", "Its number in the register of charities, if it has one."),
        ("Company number", "Its number at Companies House, if it has one."),
        ("Other number", "Its number in another register, if it gave us one."),
        ("Project", "What the project is called."),
        ("Purpose", "What the money is for."),
        ("Conditions", "What the group must do to be paid. We leave this out if we cannot name the group."),
        ("Why it reduces crime", "Why we think the grant will cut crime and disorder."),
        ("Amount (GBP)", "The grant in pounds and pence, less any money that was given back."),
        ("Decided on", "The day on which the Commissioner decided the grant."),
        ("Accepted on", "The day on which the group accepted it. The grant is in the file of that month."),
        ("Fund", "The fund that paid for it."),
        ("Round", "The round of the fund in which the group applied."),
        ("Area", "The part of our area where the project is."),
        ("Why the name is withheld", "Why we do not name the group. Empty if we name it."),
    ];

    /// <summary>The first day of the month, in UK time, to whose file a grant belongs.</summary>
    /// <param name="acceptedAt">When its offer was accepted (UTC).</param>
    public static DateOnly MonthOf(DateTime acceptedAt) => FirstDay(LondonTime.DateOf(acceptedAt));

    public static DateOnly FirstDay(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The UTC instants between which a month lies: from the first, up to and without the second.</summary>
    public static (DateTime From, DateTime To) Span(DateOnly month) =>
        (LondonTime.ToUtc(month, TimeOnly.MinValue), LondonTime.ToUtc(month.AddMonths(1), TimeOnly.MinValue));

    /// <summary>As in addresses, such as 2026-10.</summary>
    public static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Null: it is no month.</summary>
    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;

    /// <summary>The last day for a month's file.</summary>
    public static DateOnly DueOn(DateOnly month, int days) => month.AddMonths(1).AddDays(days - 1);

    public static bool IsOver(DateOnly month, DateOnly today) => month.AddMonths(1) <= today;

    /// <summary>A month can have a file only once it is over.</summary>
    public static Refusal? WhyNoFile(DateOnly month, DateOnly today) =>
        month > today ? new($"{LondonTime.Month(month)} has not begun, so it has no file yet")
        : !IsOver(month, today)
            ? new($"{LondonTime.Month(month)} is not over. Its file can be prepared from {LondonTime.Date(month.AddMonths(1))}.")
        : null;

    /// <param name="isReleased">A version of the month is released, so this is a correction.</param>
    /// <param name="isSame">The rows are those of the released version.</param>
    public static Refusal? WhyCannotPrepare(DateOnly month, DateOnly today, bool isReleased, bool isSame, string? correctionReason)
    {
        if (WhyNoFile(month, today) is { } noFile)
            return noFile;
        if (!isReleased)
            return null;
        if (isSame)
            return new("Nothing has changed since the file was released, so there is nothing to correct");
        if (string.IsNullOrWhiteSpace(correctionReason))
            return new("Say why you correct the file. The public reads this.", nameof(correctionReason));
        return TextLimit.WhyTooLong(correctionReason, LongestReason, nameof(correctionReason))
            ?? PlainWords.WhyNot(correctionReason, nameof(correctionReason))
            ?? PublicWords.WhyContactDetails(correctionReason, nameof(correctionReason));
    }

    /// <param name="preparedBy">Null: nothing is prepared.</param>
    /// <param name="total">The file's amount.</param>
    /// <param name="twoPeopleFrom">Above this amount, another person than the one who prepared it releases.</param>
    /// <param name="isCurrent">The rows are still what the public may read.</param>
    public static Refusal? WhyCannotRelease(Guid? preparedBy, Guid actor, Money total, Money twoPeopleFrom, bool isCurrent) =>
        preparedBy is null ? new("Prepare the file first")
        : !isCurrent ? new("Something changed since this file was prepared. Prepare it again, then release it.")
        : total > twoPeopleFrom && preparedBy == actor
            ? new(
                $"The month has more than {twoPeopleFrom.ToShortString()}, and you prepared the file. Another publisher releases it, or a colleague prepares it again and you release it."
            )
        : null;

    /// <summary>What is not as it should be for a grant of a month, and whether it keeps the grant out of the file. What only warns is our
    /// default, not OPCC policy.</summary>
    /// <param name="longTitle">Characters of the project's name as its applicant wrote it.</param>
    public static IReadOnlyList<(string What, bool Blocks)> Missing(
        bool isPublished,
        string? crimeReason,
        int longTitle,
        bool nameShown,
        bool hasNumber,
        string? area
    )
    {
        var missing = new List<(string, bool)>();
        if (!isPublished)
            missing.Add(("Nobody has decided what the public reads", true));
        if (string.IsNullOrWhiteSpace(crimeReason))
            missing.Add(("Why it reduces crime is not said", true));
        if (!isPublished && longTitle > PublicationRules.LongestTitle)
            missing.Add(($"Its title has {longTitle} characters, of which {PublicationRules.LongestTitle} may stay", false));
        if (nameShown && !hasNumber)
            missing.Add(("No register number is known", false));
        if (string.IsNullOrWhiteSpace(area))
            missing.Add(("No area is known", false));
        return missing;
    }

    /// <summary>What changed from one version of a month to another, in the order of references.</summary>
    public static IReadOnlyList<ReleaseDifference> Differences(
        IReadOnlyList<ReleaseLine> before,
        IReadOnlyList<ReleaseLine> after,
        IReadOnlyList<string> columns
    )
    {
        var (old, now) = (before.ToDictionary(line => line.Award), after.ToDictionary(line => line.Award));
        return before
            .Where(line => !now.ContainsKey(line.Award))
            .Select(line => new ReleaseDifference(ReleaseChange.Gone, line, []))
            .Concat(after.Where(line => !old.ContainsKey(line.Award)).Select(line => new ReleaseDifference(ReleaseChange.Added, line, [])))
            .Concat(
                after
                    .Where(line => old.TryGetValue(line.Award, out var one) && !one.Cells.Values.SequenceEqual(line.Cells.Values))
                    .Select(line => new ReleaseDifference(ReleaseChange.Changed, line, Cells(old[line.Award], line, columns)))
            )
            .OrderBy(difference => difference.Line.Reference, StringComparer.Ordinal)
            .ToList();
    }

    private static List<ReleaseDifference.Cell> Cells(ReleaseLine before, ReleaseLine after, IReadOnlyList<string> columns) =>
        columns
            .Select(
                (column, i) =>
                    new ReleaseDifference.Cell(
                        column,
                        before.Cells.Values.ElementAtOrDefault(i) ?? "",
                        after.Cells.Values.ElementAtOrDefault(i) ?? ""
                    )
            )
            .Where(cell => cell.Before != cell.After)
            .ToList();
}
