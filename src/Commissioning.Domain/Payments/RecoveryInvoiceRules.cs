using Commissioning.Domain.Awards;

namespace Commissioning.Domain.Payments;

/// <summary>Invoices for money that is to come back: what may be received, reversed and written off, and when the payer is
/// reminded.</summary>
public static class RecoveryInvoiceRules
{
    /// <summary>Days to pay an invoice. Default, not OPCC policy.</summary>
    public const int DefaultDays = 30;

    /// <summary>Days after the due day on which the payer is reminded; below zero: before it. Default, not OPCC policy.</summary>
    public static readonly IReadOnlyList<int> DefaultReminderDays = [-7, 0, 14, 28];

    /// <summary>Longest time without reminders, in days. Default, not OPCC policy.</summary>
    public const int MostStopDays = 366;

    public static RecoveryState StateOf(
        Money amount,
        Money received,
        Money writtenOff,
        DateOnly dueOn,
        DateOnly? stoppedUntil,
        DateOnly today
    ) =>
        amount == received + writtenOff
            ? writtenOff > Money.Zero
                ? RecoveryState.WrittenOff
                : received > Money.Zero
                    ? RecoveryState.Paid
                    : RecoveryState.NotOwed
            : stoppedUntil >= today
                ? RecoveryState.Stopped
                : dueOn < today
                    ? RecoveryState.Late
                    : RecoveryState.NotDue;

    public static string Name(RecoveryState state) =>
        state switch
        {
            RecoveryState.NotDue => "Not due yet",
            RecoveryState.Stopped => "Reminders stopped",
            RecoveryState.WrittenOff => "Written off",
            RecoveryState.NotOwed => "Not owed",
            _ => state.ToString(),
        };

    public static string Name(RecoveryKind kind) =>
        kind switch
        {
            RecoveryKind.NotSpent => "Not spent",
            RecoveryKind.Recovered => "Recovered after a breach",
            RecoveryKind.Overpaid => "Paid twice or too high",
            _ => "Held by a lead council",
        };

    public static string Name(ReminderStop why) =>
        why switch
        {
            ReminderStop.Dispute => "They dispute it",
            ReminderStop.PaymentPlan => "A payment plan is agreed",
            _ => "Another reason",
        };

    /// <summary>Whole days since the due day; zero: not late.</summary>
    public static int DaysLate(DateOnly dueOn, DateOnly today) => Math.Max(0, today.DayNumber - dueOn.DayNumber);

    /// <summary>The latest reminder that has come, in days after the due day; null: none yet.</summary>
    /// <param name="steps">Days after the due day; below zero: before it.</param>
    public static int? ReminderDue(DateOnly dueOn, IReadOnlyList<int> steps, DateOnly today) =>
        steps.Where(days => dueOn.AddDays(days) <= today).Select(days => (int?)days).Max();

    /// <summary>The next reminder that is still to come; null: none.</summary>
    public static DateOnly? NextReminder(DateOnly dueOn, IReadOnlyList<int> steps, DateOnly today) =>
        steps.Select(days => dueOn.AddDays(days)).Where(day => day > today).Select(day => (DateOnly?)day).Min();

    /// <summary>Null when this much can be recorded as received. What is above the sum owed needs a sentence about what happens with
    /// it.</summary>
    public static Refusal? WhyCannotReceive(Money owed, Money amount, string? restNote, string field, string restField)
    {
        if (amount <= Money.Zero)
            return new("Enter an amount of more than £0.00", field);
        if (owed <= Money.Zero)
            return new("Nothing is owed on this invoice any more", field);
        if (amount <= owed)
            return null;
        return string.IsNullOrWhiteSpace(restNote)
            ? new(
                $"Only {owed} is still to be returned. Say what happens with the other {amount - owed}, or correct the amount.",
                restField
            )
            : TextLimit.WhyTooLong(restNote, 500, restField);
    }

    /// <summary>Null for a day up to today. Money may have arrived before its invoice went out.</summary>
    public static Refusal? WhyNotReceivedOn(DateOnly? on, DateOnly today, string field) =>
        on is { } day && day <= today ? null : new("Enter the day on which the money arrived. It cannot be after today.", field);

    public static Refusal? WhyCannotReverse(bool isReversal, bool isReversed, string? reason, string field)
    {
        if (isReversal)
            return new("This entry reverses another one. Record the receipt again instead.");
        if (isReversed)
            return new("This receipt has already been reversed");
        return string.IsNullOrWhiteSpace(reason) ? new("Say why the receipt was wrong", field) : TextLimit.WhyTooLong(reason, 500, field);
    }

    /// <summary>Null when a write-off of this much may be proposed.</summary>
    public static Refusal? WhyCannotPropose(Money owed, bool waits, Money amount, string? reason, string field, string reasonField)
    {
        if (waits)
            return new("A write-off of this invoice already waits for a decision");
        if (amount <= Money.Zero)
            return new("Enter an amount of more than £0.00", field);
        if (amount > owed)
            return new($"Only {owed} is still owed", field);
        return string.IsNullOrWhiteSpace(reason)
            ? new("Say why it will not come back, and what was tried", reasonField)
            : TextLimit.WhyTooLong(reason, 1000, reasonField);
    }

    /// <summary>Null when this person may decide on the write-off: never who proposed it, never above their limit for payments.</summary>
    /// <param name="limit">Null: none is set.</param>
    public static Refusal? WhyCannotDecide(
        string state,
        Guid proposedBy,
        Guid decider,
        bool approve,
        Money amount,
        Money owed,
        Money? limit
    )
    {
        if (state != "Proposed")
            return new($"This write-off was already {state.ToLowerInvariant()}");
        if (proposedBy == decider)
            return new("You proposed this write-off, so someone else must decide on it");
        if (!approve)
            return null;
        if (amount > owed)
            return new($"Only {owed} is still owed, because money has come in since. Refuse this, and propose what is left.");
        return limit is { } most && amount > most
            ? new($"You may approve up to {most}, so someone with a higher limit must approve this write-off")
            : null;
    }

    public static Refusal? WhyCannotStop(Money owed, string? reason, DateOnly? until, DateOnly today, string reasonField, string untilField)
    {
        if (owed <= Money.Zero)
            return new("Nothing is owed on this invoice any more");
        if (string.IsNullOrWhiteSpace(reason))
            return new("Say why, for example what they dispute or what was agreed", reasonField);
        if (TextLimit.WhyTooLong(reason, 1000, reasonField) is { } wide)
            return wide;
        return until > today && until <= today.AddDays(MostStopDays)
            ? null
            : new("Enter the last day without reminders, after today and within a year", untilField);
    }

    /// <summary>When reminders are sent, such as: 7 days before the day, on the day and 14 days after it.</summary>
    public static string InWords(IReadOnlyList<int> steps)
    {
        var parts = steps
            .Order()
            .Select(days =>
                days < 0 ? $"{-days} days before the day"
                : days == 0 ? "on the day"
                : $"{days} days after it"
            )
            .ToList();
        return parts.Count switch
        {
            0 => "on no day",
            1 => parts[0],
            _ => $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}",
        };
    }

    /// <summary>What somebody at the office does next; empty: nothing.</summary>
    public static string NextStep(RecoveryState state, bool writeOffWaits, DateOnly? nextReminder, DateOnly? stoppedUntil) =>
        writeOffWaits ? "A write-off waits for a decision"
        : state is RecoveryState.Paid or RecoveryState.WrittenOff or RecoveryState.NotOwed ? ""
        : state == RecoveryState.Stopped ? $"Reminders go on after {LondonTime.Date(stoppedUntil!.Value)}"
        : nextReminder is { } day ? $"Reminder on {LondonTime.Date(day)}"
        : "All reminders are sent: ring them, agree a plan or propose a write-off";
}
