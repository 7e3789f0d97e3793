using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Casework;

/// <summary>When a member of staff is told by e-mail of what waits, and of which kinds.</summary>
public static class WorkEmailRules
{
    /// <summary>What holds for somebody who has not chosen. Default, not OPCC policy.</summary>
    public const WorkEmailChoice Usual = WorkEmailChoice.AtOnce;

    /// <summary>Things that come within this time of an e-mail wait for the next. Default, not OPCC policy.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromHours(1);

    /// <summary>When the e-mails of a day are sent (UK time). Default, not OPCC policy.</summary>
    public static readonly TimeOnly Morning = new(7, 0);

    public static string Name(WorkEmailChoice choice) =>
        choice switch
        {
            WorkEmailChoice.AtOnce => "When something new waits for me",
            WorkEmailChoice.Daily => "Every working day",
            WorkEmailChoice.Weekly => "Every week",
            _ => "Never",
        };

    /// <summary>What the choice means, for the page where it is made.</summary>
    public static string Explain(WorkEmailChoice choice) =>
        choice switch
        {
            WorkEmailChoice.AtOnce => "At most one e-mail an hour, with what is new.",
            WorkEmailChoice.Daily => "At most one e-mail a working day, in the morning, with everything that waits.",
            WorkEmailChoice.Weekly => "At most one e-mail on the first working day of the week, with everything that waits.",
            _ => "You see what waits when you sign in.",
        };

    /// <summary>Whether the time for an e-mail has come.</summary>
    /// <param name="sentAt">When the last one was sent (UTC); null: none was.</param>
    public static bool IsTime(WorkEmailChoice choice, DateTime now, DateTime? sentAt)
    {
        var today = LondonTime.DateOf(now);
        var morning = LondonTime.ToUtc(today, Morning);
        return choice switch
        {
            WorkEmailChoice.AtOnce => sentAt is not { } last || now - last >= Between,
            WorkEmailChoice.Daily => WorkingDays.IsOne(today) && now >= morning && !(sentAt >= morning),
            WorkEmailChoice.Weekly => IsFirstOfWeek(today) && now >= morning && !(sentAt >= morning),
            _ => false,
        };
    }

    private static bool IsFirstOfWeek(DateOnly day) =>
        WorkingDays.IsOne(day)
        && WorkingDays.Before(day, 1) is var before
        && day.DayNumber - before.DayNumber > ((int)day.DayOfWeek + 6) % 7;

    /// <summary>Whether a kind is new to a person: they were not told of it, or more came since. A failure to send e-mail is never told by
    /// e-mail at once, for that e-mail would fail as well; alerts are sent in their own way; and a list that grew old stays on the
    /// worklist.</summary>
    /// <param name="newest">When the newest of the kind came (UTC); null: not known.</param>
    public static bool IsNew(WaitingKind kind, DateTime? newest, IReadOnlyCollection<WaitingKind> told, DateTime? sentAt) =>
        kind is not (WaitingKind.FailedEmail or WaitingKind.Alert or WaitingKind.OldList or WaitingKind.WeightTable)
        && (!told.Contains(kind) || newest > sentAt);
}
