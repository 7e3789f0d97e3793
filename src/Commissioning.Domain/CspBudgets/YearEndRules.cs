using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>What closes a year of the ledger, and who may do what to it (R89, R90).</summary>
public static class YearEndRules
{
    /// <summary>What becomes of an area's underspend, as an officer chooses on one form.</summary>
    public static readonly IReadOnlyList<LedgerRequestKind> Decisions =
    [
        LedgerRequestKind.Return,
        LedgerRequestKind.CarryForward,
        LedgerRequestKind.Keep,
    ];

    public static string Name(this YearEndItem item) =>
        item switch
        {
            YearEndItem.Over => "The year is over",
            YearEndItem.YearBefore => "The year before is locked",
            YearEndItem.ReturnsCertified => "Every area has certified its returns",
            YearEndItem.ReturnsAccepted => "The office has accepted every return that an area certified",
            YearEndItem.Evidence => $"There is evidence for each payment of an area above {LedgerRules.EvidenceLimit}",
            YearEndItem.Requests => "No request or reversal waits",
            YearEndItem.Projects => "Nothing is committed or earmarked any more",
            YearEndItem.Alarms => "Every alarm is closed",
            YearEndItem.Pools => "The pooled underspend, the central pot and what came from last year are used up",
            YearEndItem.Underspends => "Each area's underspend is decided on",
            YearEndItem.Payments => "No payment to a lead council is on its way, and none holds more than it may keep",
            _ => throw new ArgumentOutOfRangeException(nameof(item), item, "Not on the checklist"),
        };

    /// <summary>What may still be missing when the year is signed off, if the sign-off says why: what only an area can send, and evidence
    /// and money to or from a council, which may come after the lock. Default, not OPCC policy.</summary>
    public static bool MayBeExplained(YearEndItem item) =>
        item is YearEndItem.ReturnsCertified or YearEndItem.Evidence or YearEndItem.Payments;

    /// <summary>Null from 1 April after the year on (UK time).</summary>
    public static Refusal? WhyNotOver(FinancialYear year, DateOnly today) =>
        today > year.End
            ? null
            : new($"{year} runs to {LondonTime.Date(year.End)}. You can sign it off from {LondonTime.Date(year.End.AddDays(1))}.");

    /// <summary>Null when everything on the checklist is done, or is explained where it may be.</summary>
    /// <param name="open">What is not done, each with a sentence that says what is missing.</param>
    /// <param name="exceptions">Why evidence is missing.</param>
    /// <param name="returns">Each area that has not certified all its returns, and why.</param>
    public static IReadOnlyList<Refusal> WhyNotReady(
        IReadOnlyList<(YearEndItem Item, string Missing)> open,
        string? exceptions,
        IReadOnlyList<(string Area, string? Why)> returns
    )
    {
        var refusals = open.Where(one => !MayBeExplained(one.Item)).Select(one => new Refusal(one.Missing)).ToList();
        for (var i = 0; i < returns.Count; i++)
            if (ReasonRules.WhyTooThin(returns[i].Why, "") is not null)
                refusals.Add(new($"Say in a sentence why returns of {returns[i].Area} are missing", Refusal.At(nameof(returns), i, "Why")));
        if (
            open.FirstOrDefault(one => one.Item == YearEndItem.Evidence) is { Missing: { } missing }
            && ReasonRules.WhyTooThin(exceptions, nameof(exceptions)) is not null
        )
            refusals.Add(new($"{missing} Say in a sentence why the year is signed off all the same.", nameof(exceptions)));
        return refusals;
    }

    /// <summary>Years are locked in order. Null when the year before is locked, or no area had money in it.</summary>
    public static Refusal? WhyYearBeforeOpen(FinancialYear year, bool isBeforeOpen) =>
        isBeforeOpen ? new($"{year.Previous} is still open. Sign off {year.Previous} first.") : null;

    /// <summary>Null when it still waits.</summary>
    public static Refusal? WhyDecided(YearRequestStatus status, string? decidedBy, DateTime? decidedAt) =>
        status switch
        {
            YearRequestStatus.Waiting => null,
            YearRequestStatus.Agreed => new($"{decidedBy} agreed to this at {LondonTime.DateAndTime(decidedAt!.Value)}"),
            _ => new(
                $"{decidedBy} {(status == YearRequestStatus.Withdrawn ? "withdrew" : "refused")} this at {LondonTime.DateAndTime(decidedAt!.Value)}"
            ),
        };

    /// <summary>Null when this person is not the one who asked: two people close a year, and two open it again.</summary>
    public static Refusal? WhyOwn(YearRequestKind kind, Guid askedBy, Guid decider) =>
        askedBy != decider ? null
        : kind == YearRequestKind.SignOff ? new("You proposed this sign-off, so someone else must sign it")
        : new("You asked for this, so someone else must agree to it");

    /// <summary>Null when the office has named this person as section 151 officer or deputy on that day.</summary>
    public static Refusal? WhyMayNotSign(YearSignatory? named, DateOnly today) =>
        named?.Counts(today) == true
            ? null
            : new("The office has not named you as section 151 officer or deputy for today. An administrator does so under Ledger limits.");

    /// <summary>Null when a person can be named to sign.</summary>
    /// <param name="others">Whom the office named before, without this person.</param>
    /// <param name="actor">Who names them.</param>
    public static IReadOnlyList<Refusal> WhyNotNamed(
        Guid? signatory,
        bool? deputy,
        DateOnly? from,
        DateOnly? until,
        IEnumerable<YearSignatory> others,
        Guid actor
    )
    {
        var refusals = new List<Refusal>();
        if (signatory is null)
            refusals.Add(new("Choose a person who may sign years of the ledger", nameof(signatory)));
        else if (signatory == actor)
            refusals.Add(new("Someone else must name you", nameof(signatory)));
        if (deputy is null)
            refusals.Add(new("Say whether the person is the section 151 officer or a deputy", nameof(deputy)));
        if (from is null)
            refusals.Add(new("Enter the first day", nameof(from)));
        if (from is { } first && until < first)
            refusals.Add(new("Enter a last day that is not before the first", nameof(until)));
        if (
            deputy == false
            && from is { } start
            && others.Any(other =>
                !other.IsDeputy && (until is not { } end || other.From <= end) && (other.Until is not { } last || last >= start)
            )
        )
            refusals.Add(new("Somebody else is the section 151 officer in that time. First give that person a last day.", nameof(from)));
        return refusals;
    }

    /// <summary>Null when nothing was posted since the sign-off was proposed.</summary>
    public static Refusal? WhyMoved(int proposed, int now) =>
        now == proposed
            ? null
            : new(
                $"{now - proposed} {(now - proposed == 1 ? "transaction was" : "transactions were")} posted since this was proposed. Refuse it, so that the sign-off is proposed again with the new figures."
            );
}
