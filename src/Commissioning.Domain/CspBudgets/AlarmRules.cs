using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>When an area's money raises an alarm, and what closes it (R90).</summary>
public static class AlarmRules
{
    /// <summary>Days after its date in which a missing return raises an alarm, so that years which were entered later raise none. Default,
    /// not OPCC policy.</summary>
    public const int RaisedForDays = 90;

    public static string Name(this CspAlarmKind kind) =>
        kind switch
        {
            CspAlarmKind.ForecastUnderspend => "Forecast underspend",
            CspAlarmKind.NoReturn => "No return by its date",
            CspAlarmKind.ProfileVariance => "Far from the profile",
            CspAlarmKind.OverBudget => "Forecast above the budget",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an alarm"),
        };

    public static string Name(this CspAlarmAction action) =>
        action switch
        {
            CspAlarmAction.Keep => "The area keeps the money",
            CspAlarmAction.Vire => "Move the money to another area",
            CspAlarmAction.Pool => "Return the money to the pooled underspend",
            CspAlarmAction.Carry => "Carry the money into next year",
            CspAlarmAction.Chased => "We chased the area and it answered",
            CspAlarmAction.Explained => "The difference is explained, and nothing has to be done",
            CspAlarmAction.Reprofiled => "The profile by month is typed anew",
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action"),
        };

    /// <summary>What an alarm of this kind may be closed with.</summary>
    public static IReadOnlyList<CspAlarmAction> Actions(CspAlarmKind kind) =>
        kind.IsAboutProfile()
            ? [CspAlarmAction.Explained, CspAlarmAction.Reprofiled]
            : Enum.GetValues<CspAlarmAction>()
                .Where(action =>
                    action is not (CspAlarmAction.Explained or CspAlarmAction.Reprofiled)
                    && (kind == CspAlarmKind.NoReturn || action != CspAlarmAction.Chased)
                )
                .ToList();

    /// <summary>True for an alarm that the watch over budgets raises, about a fund or an area; the others are about an area's
    /// return.</summary>
    public static bool IsAboutProfile(this CspAlarmKind kind) => kind is CspAlarmKind.ProfileVariance or CspAlarmKind.OverBudget;

    /// <summary>What the alarm is about, in a sentence without its full stop.</summary>
    /// <param name="dueOn">Day by which the return was due. Null: it is about no missing return.</param>
    /// <param name="sentBack">Whether the return was sent back, to be put right by that day.</param>
    public static string Sentence(CspAlarmKind kind, DateOnly? dueOn, bool sentBack, Money? underspend, Money? limit) =>
        kind == CspAlarmKind.ProfileVariance
            ? underspend > Money.Zero
                ? $"{underspend} less than the profile"
                : $"{Money.Zero - (underspend ?? Money.Zero)} more than the profile"
            : kind == CspAlarmKind.OverBudget
                ? $"{Money.Zero - (underspend ?? Money.Zero)} more is expected than the budget"
                : kind == CspAlarmKind.NoReturn
                    ? sentBack
                        ? $"the return was sent back and not put right by {LondonTime.Date(dueOn!.Value)}"
                        : $"the return was not certified by {LondonTime.Date(dueOn!.Value)}"
                    : underspend > limit
                        ? $"the forecast underspend is {underspend}, above {limit}"
                        : $"the forecast underspend is now {(underspend < Money.Zero ? Money.Zero : underspend)}, which is not above {limit}";

    /// <summary>True from the second period on, where the area expects to leave more than the limit unspent.</summary>
    public static bool RaisesUnderspend(ReturnPeriod period, Money allocation, Money forecast, Money limit) =>
        period >= ReturnPeriod.Quarter2 && allocation - forecast > limit;

    /// <summary>True where an alarm about the same period was closed and the area now expects to leave more unspent than it did
    /// then.</summary>
    /// <param name="closedAt">The underspend of the alarm that was closed last. Null: none was closed.</param>
    public static bool RaisesAgain(Money underspend, Money? closedAt) => closedAt is not { } before || underspend > before;

    /// <summary>The day from which a return that nobody of the office has is late: when it is due, or by which it is put right.</summary>
    /// <param name="putRightBy">Null: it was not sent back.</param>
    public static DateOnly LateFrom(FinancialYear year, ReturnPeriod period, CspReturnStatus? status, DateOnly? putRightBy) =>
        status == CspReturnStatus.Queried && putRightBy is { } day ? day : ReturnRules.DueOn(year, period);

    /// <summary>True when the return was due before today, and not long ago. The date of quarter 1 is in quarter 2.</summary>
    public static bool RaisesNoReturn(DateOnly dueOn, DateOnly today) => today > dueOn && today <= dueOn.AddDays(RaisedForDays);

    /// <summary>True when a return was not certified by its date.</summary>
    public static bool IsLate(DateOnly dueOn, DateOnly? certified, DateOnly today) => (certified ?? today) > dueOn;

    /// <summary>The requests that do what an alarm was closed with. Empty: it moves no money.</summary>
    public static IReadOnlyList<LedgerRequestKind> Requests(CspAlarmAction? action) =>
        action switch
        {
            CspAlarmAction.Vire => [LedgerRequestKind.Virement],
            CspAlarmAction.Pool => [LedgerRequestKind.Return],
            CspAlarmAction.Carry => [LedgerRequestKind.CarryForward, LedgerRequestKind.Keep],
            _ => [],
        };

    /// <summary>Null while it is open.</summary>
    public static Refusal? WhyClosed(CspAlarmAction? action, string? closedBy, DateTime? closedAt) =>
        closedAt is { } at ? new($"{closedBy} closed this alarm at {LondonTime.DateAndTime(at)}: {action!.Value.Name()}") : null;

    /// <summary>What is missing to close an alarm, by the member that holds it.</summary>
    public static IReadOnlyList<Refusal> WhyIncomplete(CspAlarmKind kind, CspAlarmAction? answer, string? authority, string? reason)
    {
        var refusals = new List<Refusal>();
        if (answer is not { } chosen || !Actions(kind).Contains(chosen))
            refusals.Add(new("Choose what is done", nameof(answer)));
        if (string.IsNullOrWhiteSpace(authority))
            refusals.Add(new("Say who decided this, or name the paper that it rests on", nameof(authority)));
        if (ReasonRules.WhyTooThin(reason, nameof(reason)) is { } thin)
            refusals.Add(thin);
        refusals.AddRange(TextLimit.WhyTooLong([(authority, 200, nameof(authority))]));
        return refusals;
    }

    /// <summary>What the area certified after the alarm was raised: it closes nothing, but the person who does should know.</summary>
    /// <param name="later">The newest return that was certified since: its period, and the underspend that it forecasts.</param>
    public static string? Since(CspAlarmKind kind, ReturnPeriod raisedFor, Money limit, (ReturnPeriod Period, Money Underspend)? later) =>
        later is not { } sent || kind.IsAboutProfile() ? null
        : kind == CspAlarmKind.NoReturn
            ? $"The return for {(sent.Period == raisedFor ? "this period" : sent.Period.Name())} has been certified since. The alarm stays open until somebody closes it."
        : sent.Underspend > limit ? $"The return for {sent.Period.Name()} still forecasts an underspend of {sent.Underspend}."
        : $"The return for {sent.Period.Name()} forecasts {(sent.Underspend > Money.Zero ? $"an underspend of {sent.Underspend}, which is not above {limit}" : "no underspend")}. The alarm stays open until somebody closes it.";
}
