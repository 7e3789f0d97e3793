using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Awards;

/// <summary>Offers whose project or return dates pass before they can be accepted.</summary>
public static class OfferDateRules
{
    /// <summary>The last day on which an offer that is sent today can be accepted: the round's number of days, or the next working day
    /// after them.</summary>
    public static DateOnly AcceptBy(DateOnly today, int days) => WorkingDays.OnOrAfter(today.AddDays(days));

    /// <summary>What is wrong with the dates of an offer sent on a day; nothing: it can go.</summary>
    /// <param name="acceptBy">The last day on which it can be accepted, if it is sent that day.</param>
    public static IReadOnlyList<string> WhyHeld(
        DateOnly starts,
        DateOnly ends,
        IReadOnlyList<PlannedReturn> returns,
        DateOnly sentOn,
        DateOnly acceptBy
    )
    {
        List<string> why = [];
        if (ends < sentOn)
            why.Add($"The project ended on {LondonTime.Date(ends)}");
        else if (starts < sentOn)
            why.Add($"The project started on {LondonTime.Date(starts)}, before it can be accepted");
        why.AddRange(
            returns
                .Where(one => one.DueOn < acceptBy)
                .Select(one => $"A return is due on {LondonTime.Date(one.DueOn)}, before the last day to accept")
        );
        return why;
    }

    /// <summary>The project as long as it was, starting on the day after the last day to accept; its returns follow by the round's
    /// rules.</summary>
    public static OfferDates Proposal(DateOnly starts, DateOnly ends, DateOnly acceptBy)
    {
        var days = acceptBy.AddDays(1).DayNumber - starts.DayNumber;
        return days <= 0 ? new(starts, ends) : new(starts.AddDays(days), ends.AddDays(days));
    }

    /// <summary>What is wrong with dates that an officer sets. Dates after the round's last day need a reason.</summary>
    /// <param name="endBy">The last day of the round's projects.</param>
    public static IReadOnlyList<Refusal> WhyWrong(DateOnly? startsOn, DateOnly? endsOn, DateOnly today, DateOnly endBy, string? reason)
    {
        List<Refusal> wrong = [];
        if (startsOn is null)
            wrong.Add(new("Enter the day the project starts", nameof(startsOn)));
        if (endsOn is null)
            wrong.Add(new("Enter the day the project ends", nameof(endsOn)));
        if (startsOn is { } start && start < today)
            wrong.Add(
                new(
                    "The project must start today or later. To keep dates that have passed, say why under Keep the dates.",
                    nameof(startsOn)
                )
            );
        if (startsOn is { } from && endsOn is { } to && to < from)
            wrong.Add(new("The project must end after it starts", nameof(endsOn)));
        if (endsOn is { } last && startsOn is { } first && last > first.AddYears(3))
            wrong.Add(new("A project lasts three years at most", nameof(endsOn)));
        if (endsOn is { } end && WhyAfterRound(end, endBy) is { } after && string.IsNullOrWhiteSpace(reason))
            wrong.Add(new($"{after}. Say why that is right.", nameof(reason)));
        if (TextLimit.WhyTooLong(reason, 1000, nameof(reason)) is { } wide)
            wrong.Add(wide);
        return wrong;
    }

    /// <summary>Null when a project ends by the round's last day.</summary>
    public static string? WhyAfterRound(DateOnly ends, DateOnly endBy) =>
        ends > endBy ? $"The project would end on {LondonTime.Date(ends)}, after the round's last day of {LondonTime.Date(endBy)}" : null;
}
