using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.DueDiligence;

/// <summary>How late a return was or is, for the history of its organisation. The first sending counts, so a query changes nothing; and
/// a day that an officer moved is told with the day before.</summary>
/// <param name="FirstDueOn">The day before an officer moved it; null: it was not moved.</param>
/// <param name="FirstSentOn">Null: not sent.</param>
/// <param name="PutRightBy">By when what an officer asks about is to be put right, while that is open; null: nothing is open.</param>
public sealed record ReturnLateness(
    string Reference,
    string Which,
    DateOnly DueOn,
    DateOnly? FirstDueOn,
    DateOnly? FirstSentOn,
    DateOnly? PutRightBy
)
{
    /// <summary>A return that came this many working days late is something to look at before the next grant. Default, not OPCC
    /// policy.</summary>
    public const int NotableDays = 10;

    public bool IsNotable(DateOnly today) => IsOverdue(today) || DaysLate(today) >= NotableDays;

    /// <summary>Working days after the first due day, as everywhere; 0 or less: it was not late, or by a weekend.</summary>
    public int DaysLate(DateOnly today) => WorkingDays.Between(FirstDueOn ?? DueOn, FirstSentOn ?? today);

    /// <summary>Its present deadline is over and it has not come, or not come again.</summary>
    public bool IsOverdue(DateOnly today) => PutRightBy is { } by ? by < today : FirstSentOn is null && DueOn < today;

    /// <summary>Such as "PZ-24-R2-012: sent its final return 340 working days late (due 28 July 2025, sent 28 November 2026)". Null:
    /// nothing to say.</summary>
    public string? InWords(DateOnly today)
    {
        var due =
            FirstDueOn is { } first && first != DueOn
                ? $"due {LondonTime.Date(first)}, which we moved to {LondonTime.Date(DueOn)}"
                : $"due {LondonTime.Date(DueOn)}";
        var late = WorkingDays.Late(FirstDueOn ?? DueOn, FirstSentOn ?? today);
        var said = FirstSentOn is { } sent
            ? sent > (FirstDueOn ?? DueOn)
                ? $"sent its {Which} {late} ({due}, sent {LondonTime.Date(sent)})"
                : null
            : IsOverdue(today)
                ? $"has not sent its {Which}, now {late} ({due})"
                : null;
        if (PutRightBy is { } by && by < today)
            said = $"{said ?? $"sent its {Which}"}{(said is null ? " but" : "; it")} has not put it right by {LondonTime.Date(by)}";
        return said is null ? null : $"{Reference}: {said}";
    }
}
