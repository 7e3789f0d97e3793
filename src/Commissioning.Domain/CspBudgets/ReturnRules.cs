using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>The areas' returns: what is due when, what makes one complete, and who may certify and accept it.</summary>
public static class ReturnRules
{
    /// <summary>Working days from the end of a period until its return is due. Default, not OPCC policy.</summary>
    public const int DueAfterDays = 15;

    /// <summary>The most lines of one return.</summary>
    public const int MostLines = 500;

    /// <summary>A forecast underspend above this raises an alarm, from the second quarter on, where the office set nothing else. Default,
    /// not OPCC policy (Greater Manchester uses this figure).</summary>
    public static readonly Money AlarmLimit = Money.FromPounds(15_000);

    /// <summary>What the page and the workbook call the money that an area has promised.</summary>
    public const string Committed = "Committed and not spent yet",
        CommittedHint = "What you have ordered or agreed to pay";

    /// <summary>The returns of a year, in order.</summary>
    /// <param name="february">Whether the year has the return in February.</param>
    public static IReadOnlyList<ReturnPeriod> Periods(bool february) =>
        Enum.GetValues<ReturnPeriod>().Where(period => february || period != ReturnPeriod.February).ToList();

    public static string Name(this ReturnPeriod period) =>
        period switch
        {
            ReturnPeriod.Quarter1 => "quarter 1",
            ReturnPeriod.Quarter2 => "quarter 2",
            ReturnPeriod.Quarter3 => "quarter 3",
            ReturnPeriod.February => "February",
            ReturnPeriod.Quarter4 => "quarter 4",
            _ => throw new ArgumentOutOfRangeException(nameof(period), period, "Not a period"),
        };

    /// <summary>The last day whose spending the return reports.</summary>
    public static DateOnly EndsOn(FinancialYear year, ReturnPeriod period) =>
        period switch
        {
            ReturnPeriod.Quarter1 => new(year.StartYear, 6, 30),
            ReturnPeriod.Quarter2 => new(year.StartYear, 9, 30),
            ReturnPeriod.Quarter3 => new(year.StartYear, 12, 31),
            ReturnPeriod.February => new(year.StartYear + 1, 1, 31),
            ReturnPeriod.Quarter4 => year.End,
            _ => throw new ArgumentOutOfRangeException(nameof(period), period, "Not a period"),
        };

    /// <summary>The first day of the period, from which its return may be prepared.</summary>
    public static DateOnly BeginsOn(FinancialYear year, ReturnPeriod period) =>
        period switch
        {
            ReturnPeriod.Quarter1 => year.Start,
            ReturnPeriod.February or ReturnPeriod.Quarter4 => EndsOn(year, ReturnPeriod.Quarter3).AddDays(1),
            _ => EndsOn(year, period - 1).AddDays(1),
        };

    public static DateOnly DueOn(FinancialYear year, ReturnPeriod period) => WorkingDays.After(EndsOn(year, period), DueAfterDays);

    /// <summary>Working days late. Zero when it is with the office or accepted, or not due yet. A return that was sent back is late from
    /// the day by which it is put right.</summary>
    /// <param name="status">Null: nobody has prepared it.</param>
    /// <param name="putRightBy">Null: it was not sent back.</param>
    public static int DaysOverdue(FinancialYear year, ReturnPeriod period, CspReturnStatus? status, DateOnly? putRightBy, DateOnly today) =>
        status is CspReturnStatus.Certified or CspReturnStatus.Accepted
            ? 0
            : Math.Max(
                0,
                WorkingDays.Between(status == CspReturnStatus.Queried ? putRightBy ?? DueOn(year, period) : DueOn(year, period), today)
            );

    /// <summary>The reminder to send today for a return that is not certified: the latest whose day has come. After downtime only the
    /// latest is sent, not the missed ones; more than ten working days after the last, none.</summary>
    /// <param name="reminders">Working days from the due date, in order; negative: before it.</param>
    public static int? ReminderDue(DateOnly dueOn, IReadOnlyList<int> reminders, DateOnly today)
    {
        if (today > WorkingDays.After(dueOn, reminders[^1] + 10))
            return null;
        var come = reminders
            .Where(days => today >= (days < 0 ? WorkingDays.Before(dueOn, -days) : WorkingDays.After(dueOn, days)))
            .ToList();
        return come.Count > 0 ? come[^1] : null;
    }

    public static IReadOnlyList<Refusal> WhyIncomplete(
        Money? actual,
        Money? committed,
        Money? forecast,
        Money allocation,
        string? reasons,
        string? difference
    )
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
        if (forecast is { } least && actual is { } paid && paid <= least && paid + committed > least && string.IsNullOrWhiteSpace(reasons))
            refusals.Add(
                new(
                    $"Spent and committed come to {paid + committed}, which is above the forecast of {least}. Correct it, or say why.",
                    nameof(reasons)
                )
            );
        else if (forecast is { } total && total != allocation && string.IsNullOrWhiteSpace(reasons))
            refusals.Add(new($"Say why the forecast differs from the allocation of {allocation}", nameof(reasons)));
        refusals.AddRange(TextLimit.WhyTooLong([(reasons, 2000, nameof(reasons)), (difference, 2000, nameof(difference))]));
        return refusals;
    }

    /// <summary>What is wrong with a line of a return, by the member that holds it.</summary>
    public static IReadOnlyList<Refusal> WhyLineIsWrong(
        FinancialYear year,
        ReturnPeriod period,
        DateOnly? spentOn,
        string? what,
        Money? amount,
        Money? vat,
        string? invoice,
        DateOnly today
    )
    {
        var refusals = new List<Refusal>();
        var last = EndsOn(year, period);
        if (spentOn is null)
            refusals.Add(new("Enter the day on which it was spent, such as 27 6 2026", nameof(spentOn)));
        else if (spentOn < year.Start || spentOn > last)
            refusals.Add(
                new(
                    $"{LondonTime.Date(spentOn.Value)} is not in this return, which covers {LondonTime.Date(year.Start)} to {LondonTime.Date(last)}",
                    nameof(spentOn)
                )
            );
        else if (spentOn > today)
            refusals.Add(new($"{LondonTime.Date(spentOn.Value)} has not come yet", nameof(spentOn)));
        if (string.IsNullOrWhiteSpace(what))
            refusals.Add(new("Say what was paid for", nameof(what)));
        if (amount is null)
            refusals.Add(new("Enter what it cost in pounds and pence, such as 450 or 450.50", nameof(amount)));
        else if (LedgerRules.WhyAmountIsWrong(amount.Value, nameof(amount)) is { } wrong)
            refusals.Add(wrong);
        if (vat is { } tax && (tax < Money.Zero || (amount is { } cost && tax > cost)))
            refusals.Add(new("VAT is a part of the amount: not below zero and not above it", nameof(vat)));
        refusals.AddRange(TextLimit.WhyTooLong([(what, 300, nameof(what)), (invoice, 50, nameof(invoice))]));
        return refusals;
    }

    /// <summary>Null when a line may be taken out: what the office asks about it is answered.</summary>
    public static Refusal? WhyNotTakenOut(ReturnLineState state, string? query, string? answer, string field) =>
        state == ReturnLineState.Queried && string.IsNullOrWhiteSpace(answer)
            ? new($"The office asks: {Sentences.Of(query)} Say why the line is taken out.", field)
            : TextLimit.WhyTooLong(answer, 500, field);

    /// <summary>What the area's books should show by the end of the period: the ledger, and the return's lines that it does not have
    /// yet.</summary>
    public static Money Expected(Money ledger, Money notPosted) => ledger + notPosted;

    /// <summary>Null when the actual spending is what the ledger and the lines say, or the difference is explained.</summary>
    public static Refusal? WhyNotExplained(Money actual, Money ledger, Money notPosted, string? difference)
    {
        if (actual == Expected(ledger, notPosted) || !string.IsNullOrWhiteSpace(difference))
            return null;
        var apart = actual - Expected(ledger, notPosted);
        return new(
            $"You say that {actual} was spent. The ledger has {ledger} and the lines add {notPosted}, so {(apart > Money.Zero ? $"{apart} is missing from them" : $"they have {-apart} more")}. Add or correct lines, or say why.",
            nameof(difference)
        );
    }

    /// <summary>Null when the return may be saved or its lines changed now.</summary>
    /// <param name="status">Null: nothing was saved.</param>
    public static Refusal? WhyCannotChange(FinancialYear year, ReturnPeriod period, CspReturnStatus? status, DateOnly today) =>
        status switch
        {
            _ when today < BeginsOn(year, period) => new(
                $"This return covers spending to {LondonTime.Date(EndsOn(year, period))}. You can prepare it from {LondonTime.Date(BeginsOn(year, period))}."
            ),
            CspReturnStatus.Certified => new("This return is certified and cannot be changed. The office can send it back to you."),
            CspReturnStatus.Accepted => new("The office has accepted this return, so it cannot be changed"),
            _ => null,
        };

    /// <summary>Null when this person may certify the return now.</summary>
    /// <param name="earlierMissing">The first earlier period whose return is not certified; null: none.</param>
    public static Refusal? WhyCannotCertify(
        FinancialYear year,
        ReturnPeriod period,
        Guid preparedBy,
        CspReturnStatus status,
        ReturnPeriod? earlierMissing,
        Guid certifier,
        DateOnly today
    )
    {
        if (status is CspReturnStatus.Certified or CspReturnStatus.Accepted)
            return new("This return is certified already");
        if (preparedBy == certifier)
            return new("You prepared this return, so a colleague must certify it");
        if (today <= EndsOn(year, period))
            return new($"This return covers spending to {LondonTime.Date(EndsOn(year, period))}. Certify it after that day.");
        return earlierMissing is { } earlier
            ? new($"The return for {earlier.Name()} is not certified yet. Certify the returns in their order.")
            : null;
    }

    /// <summary>Null when the actual spending does not fall below what the area certified before, or the fall is explained.</summary>
    public static Refusal? WhyLessThanBefore(Money actual, Money? before, string? difference) =>
        before is { } earlier && actual < earlier && string.IsNullOrWhiteSpace(difference)
            ? new(
                $"The return before this one says that {earlier} was spent, which is {earlier - actual} more. Correct it, or say why.",
                nameof(difference)
            )
            : null;

    /// <summary>Where an accepted line stands in the ledger, as a part of a sentence.</summary>
    public static string InLedger(int number, int? reversedBy, DateOnly? on, string? because) =>
        reversedBy is null
            ? $"in the ledger as number {number}"
            : $"in the ledger as number {number}, {Reversed(reversedBy.Value, on!.Value, because!)}";

    /// <summary>That an entry was reversed, as a part of a sentence.</summary>
    public static string Reversed(int by, DateOnly on, string because) =>
        $"reversed by number {by} on {LondonTime.Date(on)}, because: {because}";

    /// <summary>What the office asks about a line whose entry it reversed, in up to 500 characters.</summary>
    public static string AskAboutReversed(int number, int by, DateOnly on, string because) =>
        TextLimit.Cut($"This was number {number} of the ledger, {Reversed(by, on, because)}", 500);

    /// <summary>Null when the office may decide on the return now. One that is accepted can only be sent back.</summary>
    /// <param name="decidedBy">Who decided on it last.</param>
    public static Refusal? WhyCannotReview(CspReturnStatus status, string? decidedBy, bool sendBack) =>
        status switch
        {
            CspReturnStatus.Certified => null,
            CspReturnStatus.Accepted when sendBack => null,
            CspReturnStatus.Prepared => new("This return is not certified yet"),
            CspReturnStatus.Queried => new($"{decidedBy} sent this return back to the area"),
            _ => new($"{decidedBy} has accepted this return already"),
        };

    /// <summary>Null when the year may do without the return in February, or take it up again.</summary>
    /// <param name="saved">How many of the year's returns in February were saved.</param>
    public static Refusal? WhyFebruaryStays(bool february, int saved) =>
        !february && saved > 0
            ? new(
                saved == 1
                    ? "An area has saved its return in February already, so the year keeps it"
                    : $"{saved} areas have saved their return in February already, so the year keeps it"
            )
            : null;

    /// <summary>What a return says that the ledger does not: null where they agree.</summary>
    /// <inheritdoc cref="Against"/>
    public static string? Difference(Money actual, Money ledger, Money notPosted) =>
        actual == ledger && notPosted == Money.Zero ? null : $"The return says {Against(actual, ledger, notPosted)}";

    /// <summary>How the spending of a return compares with the ledger and the return's own lines, as a part of a sentence.</summary>
    /// <param name="ledger">What the ledger has as spent by the end of the period.</param>
    /// <param name="notPosted">The return's lines that the ledger does not have yet.</param>
    public static string Against(Money actual, Money ledger, Money notPosted)
    {
        var apart = actual - Expected(ledger, notPosted);
        if (apart == Money.Zero)
            return notPosted == Money.Zero ? "the same" : $"{notPosted} more than the ledger, and its lines account for all of it";
        var both = notPosted == Money.Zero ? "the ledger" : "the ledger and its lines together";
        return apart > Money.Zero ? $"{apart} more than {both}" : $"{-apart} less than {both}";
    }

    /// <summary>How what an area has committed by its own books compares with what the ledger has committed to its projects.</summary>
    public static string AgainstCommitted(Money committed, Money ledger) =>
        committed == ledger ? "The ledger has the same."
        : committed > ledger ? $"The ledger has {ledger}, which is {committed - ledger} less."
        : $"The ledger has {ledger}, which is {ledger - committed} more.";

    /// <summary>Null unless spending comes to more than the allocation.</summary>
    /// <param name="spent">The ledger, and the lines that it does not have yet.</param>
    public static string? AboveAllocation(Money spent, Money allocation) =>
        spent > allocation ? $"The spending comes to {spent}, which is {spent - allocation} above the allocation of {allocation}." : null;

    /// <summary>Null when the spending is within the allocation, or the area says why it is not.</summary>
    /// <inheritdoc cref="AboveAllocation"/>
    public static Refusal? WhyAboveAllocation(Money spent, Money allocation, string? reasons) =>
        string.IsNullOrWhiteSpace(reasons) && AboveAllocation(spent, allocation) is { } above
            ? new($"{above} Correct it, or say why the forecast differs from the allocation.", nameof(reasons))
            : null;
}
