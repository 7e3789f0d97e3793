using System.Text.RegularExpressions;
using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Monitoring;

/// <summary>Which projects should be visited, and what is kept of a visit. Whom to propose and when is a default, not OPCC
/// policy.</summary>
public static partial class VisitRules
{
    /// <summary>In pence. Default, not OPCC policy.</summary>
    public static readonly Money LargeGrant = Money.FromPounds(10_000);

    /// <summary>A project with something wrong is not proposed again for this many days after a visit. Default, not OPCC policy.</summary>
    public const int RestDays = 90;

    /// <summary>Visits proposed for one month. Default, not OPCC policy.</summary>
    public const int PerMonth = 5;

    /// <summary>A visit cannot be arranged sooner than this many working days from today. Default, not OPCC policy.</summary>
    public const int ToArrange = 5;

    /// <summary>What is to be done after a visit waits for its owner from this many working days before its day. Default, not OPCC
    /// policy.</summary>
    public const int ActionSoon = 10;

    /// <summary>Null when nothing speaks for a visit. Something wrong (a red rating, a late return) proposes the first month in which one
    /// can be arranged; a risk proposes one visit half-way through the project. A project that is over is visited only while returns of it
    /// are open, and none whose closing figures are out.</summary>
    public static VisitProposal? Propose(VisitFacts facts, DateOnly today)
    {
        var isOver = facts.EndsOn < today;
        if (facts.IsClosing || isOver && facts.OpenReturns == 0)
            return null;
        var wrong = new List<string>();
        if (facts.Rating == ReturnRating.Red)
            wrong.Add("Its latest return is rated red");
        if (facts.LateReturns > 0)
            wrong.Add(facts.LateReturns == 1 ? "A return is late" : $"{facts.LateReturns} returns are late");
        var risks = new List<string>();
        if (facts.IsEnhanced)
            risks.Add("It was checked as Enhanced");
        if (facts.Rating == ReturnRating.Amber)
            risks.Add("Its latest return is rated amber");
        if (facts.Grant >= LargeGrant)
            risks.Add($"The grant is {facts.Grant.ToShortString()}");
        if (facts.IsFirstGrant)
            risks.Add("It is our first grant to the organisation");
        if (wrong.Count > 0 ? facts.LastVisit > today.AddDays(-RestDays) : isOver || risks.Count == 0 || facts.LastVisit is not null)
            return null;
        var half = facts.StartsOn.AddDays((facts.EndsOn.DayNumber - facts.StartsOn.DayNumber) / 2);
        var soonest = WorkingDays.After(today, ToArrange);
        var day = wrong.Count > 0 || half < soonest ? soonest : half;
        List<string> reasons = [.. wrong, .. risks];
        if (isOver)
            reasons.Insert(0, "Ended, returns open");
        if (facts.LastVisit is null)
            reasons.Add("Nobody has visited it");
        return new(new DateOnly(day.Year, day.Month, 1), wrong.Count > 0, reasons);
    }

    /// <summary>The months of proposals, in their order by month and then by need: those beyond a month's number go to the months after
    /// it.</summary>
    public static IReadOnlyList<DateOnly> Spread(IEnumerable<DateOnly> months)
    {
        var spread = new List<DateOnly>();
        var (month, taken) = (DateOnly.MinValue, 0);
        foreach (var wanted in months)
        {
            if (wanted > month)
                (month, taken) = (wanted, 0);
            else if (taken == PerMonth)
                (month, taken) = (month.AddMonths(1), 0);
            taken++;
            spread.Add(month);
        }
        return spread;
    }

    public static Refusal? WhyCannotPlan(DateOnly plannedOn, string? who, string? reason, DateOnly today) =>
        plannedOn < today ? new("Enter today or a later day", nameof(plannedOn))
        : plannedOn > today.AddYears(2) ? new("Enter a day within two years", nameof(plannedOn))
        : WhyNotNamed(who) is { } unnamed ? unnamed
        : reason?.Length > 1000 ? new("Say why in up to 1,000 characters", nameof(reason))
        : null;

    /// <param name="offered">The day on which the grant was offered; null: it was not.</param>
    public static Refusal? WhyCannotRecord(
        DateOnly visitedOn,
        string? who,
        string? notes,
        DateOnly? nextOn,
        DateOnly? offered,
        DateOnly today
    ) =>
        visitedOn > today ? new("Enter a day that is not in the future", nameof(visitedOn))
        : offered is null || visitedOn < offered ? new("Enter a day after the grant was offered", nameof(visitedOn))
        : WhyNotNamed(who) is { } unnamed ? unnamed
        : notes?.Trim() is not { Length: > 0 and <= 10_000 } ? new("Say what you saw, in up to 10,000 characters", nameof(notes))
        : nextOn <= visitedOn ? new("The next visit is after this one", nameof(nextOn))
        : null;

    public static Refusal? WhyCannotAsk(string? what, string? byWhom, DateOnly dueOn, DateOnly? visitedOn) =>
        visitedOn is not { } day ? new("Record the visit first")
        : what?.Trim() is not { Length: > 0 and <= 500 } ? new("Say what is to be done, in up to 500 characters", nameof(what))
        : byWhom?.Trim() is not { Length: > 0 and <= 200 } ? new("Say who does it, in up to 200 characters", nameof(byWhom))
        : dueOn < day || dueOn > day.AddYears(2) ? new("Enter a day after the visit, within two years", nameof(dueOn))
        : null;

    /// <summary>Null when notes or a caption name no child, as far as their form tells (initials such as J.B., or an age), or when the
    /// officer has seen the warning and keeps them so.</summary>
    /// <param name="what">What says it, such as The notes say.</param>
    public static Refusal? WhyNamesChild(string? words, bool asItIs, string what, string field) =>
        !asItIs && Child().Match(words ?? "") is { Success: true } found
            ? new($"{what} “{found.Value}”. Do not name children, and leave out initials and ages that show who they are.", field)
            : null;

    public static bool NamesChild(string? words) => Child().IsMatch(words ?? "");

    public static Refusal? WhyCannotCorrect(string? notes, string? before) =>
        before is null ? new("Record the visit first")
        : notes?.Trim() is not { Length: > 0 and <= 10_000 } ? new("Say what you saw, in up to 10,000 characters", nameof(notes))
        : null;

    public static Refusal? WhyNotCaption(string? caption) =>
        caption?.Trim() is { Length: > 0 and <= 300 } ? null : new("Say what it is, in up to 300 characters", nameof(caption));

    private static Refusal? WhyNotNamed(string? who) =>
        who?.Trim() is not { Length: > 0 and <= 200 } ? new("Say who visits, in up to 200 characters", nameof(who)) : null;

    [GeneratedRegex(
        @"\b[A-Z]\.\s?[A-Z]\b\.?|\b(aged|age) 1?[0-9]\b|\b1?[0-9][ -]years?[ -]old\b|\b[A-Z][a-z]+(, 1?[0-9](?=[,.;]|$)| \(1?[0-9]\))",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Child();
}
