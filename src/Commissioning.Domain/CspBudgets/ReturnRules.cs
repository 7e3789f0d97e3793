using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

public static class ReturnRules
{
    /// <summary>Working days from the end of a quarter until its return is due. Default, not OPCC policy.</summary>
    public const int DueAfterDays = 15;

    /// <summary>A forecast underspend above this is flagged, from the second quarter on. Default, not OPCC policy (Greater Manchester uses
    /// this figure).</summary>
    public static readonly Money AlarmLimit = Money.FromPounds(15_000);

    public static DateOnly QuarterEnd(FinancialYear year, int quarter) =>
        quarter switch
        {
            1 => new(year.StartYear, 6, 30),
            2 => new(year.StartYear, 9, 30),
            3 => new(year.StartYear, 12, 31),
            _ => year.End,
        };

    public static DateOnly DueOn(FinancialYear year, int quarter) => WorkingDays.After(QuarterEnd(year, quarter), DueAfterDays);

    /// <summary>Working days late; zero when certified or not due yet.</summary>
    public static int DaysOverdue(FinancialYear year, int quarter, bool certified, DateOnly today) =>
        certified ? 0 : Math.Max(0, WorkingDays.Between(DueOn(year, quarter), today));

    /// <summary>Working days from the due date to each reminder; negative: before it. Default, not OPCC policy.</summary>
    public static readonly IReadOnlyList<int> ReminderDays = [-5, 0, 5, 10, 20];

    /// <summary>The reminder to send today for a return that is not certified: the latest whose day has come. After downtime only the
    /// latest is sent, not the missed ones; more than ten working days after the last, none.</summary>
    public static int? ReminderDue(DateOnly dueOn, DateOnly today)
    {
        if (today > WorkingDays.After(dueOn, ReminderDays[^1] + 10))
            return null;
        var come = ReminderDays
            .Where(days => today >= (days < 0 ? WorkingDays.Before(dueOn, -days) : WorkingDays.After(dueOn, days)))
            .ToList();
        return come.Count > 0 ? come[^1] : null;
    }

    public static bool RaisesAlarm(int quarter, Money allocation, Money forecast) => quarter >= 2 && allocation - forecast > AlarmLimit;

    public static IReadOnlyList<Refusal> WhyIncomplete(Money? actual, Money? committed, Money? forecast, Money allocation, string? reasons)
    {
        var refusals = new List<Refusal>();
        if (actual is null)
            refusals.Add(new("Enter what was spent so far, or 0", nameof(actual)));
        if (committed is null)
            refusals.Add(new("Enter what is committed and not spent yet, or 0", nameof(committed)));
        if (forecast is null)
            refusals.Add(new("Enter what you expect to have spent by 31 March", nameof(forecast)));
        if (actual is { } spent && forecast is { } expected && expected < spent)
            refusals.Add(new("The forecast for 31 March cannot be less than what is spent already", nameof(forecast)));
        if (forecast is { } total && total != allocation && string.IsNullOrWhiteSpace(reasons))
            refusals.Add(new($"Say why the forecast differs from the allocation of {allocation}", nameof(reasons)));
        if (TextLimit.WhyTooLong(reasons, 2000, nameof(reasons)) is { } wide)
            refusals.Add(wide);
        return refusals;
    }

    /// <summary>The person who prepared a return may not certify it.</summary>
    public static Refusal? WhyCannotCertify(Guid preparedBy, bool certified, Guid certifier)
    {
        if (certified)
            return new("This return is certified already");
        return preparedBy == certifier ? new("You prepared this return, so a colleague must certify it") : null;
    }

    /// <param name="readBy">Who has read it. Null: nobody.</param>
    public static Refusal? WhyCannotRead(bool certified, string? readBy)
    {
        if (!certified)
            return new("This return is not certified yet");
        return readBy is null ? null : new($"{readBy} has read this return already");
    }

    /// <summary>What a return says that the ledger does not: null where they agree.</summary>
    /// <param name="ledger">What the ledger has as spent by the end of the quarter.</param>
    public static string? Difference(Money actual, Money ledger) =>
        actual == ledger ? null
        : actual > ledger ? $"The return says {actual - ledger} more than the ledger"
        : $"The return says {ledger - actual} less than the ledger";
}
