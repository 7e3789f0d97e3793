using Commissioning.Domain.Applications;

namespace Commissioning.Domain.Funds;

/// <summary>What may be changed in a published round. Applicants relied on what was published, so dates only move later, money is only
/// added, and every change needs a reason and a second person.</summary>
public static class AmendmentRules
{
    public static string Name(AmendmentKind kind) =>
        kind switch
        {
            AmendmentKind.LaterDates => "Later closing or scoring time",
            AmendmentKind.Assessor => "Another assessor",
            AmendmentKind.Pot => "More money in the pot",
            AmendmentKind.Priorities => "More priorities for one application",
            AmendmentKind.Withdrawal => "Withdrawal of the round",
            AmendmentKind.LateApplication => "A late application",
            _ => "More time for one applicant",
        };

    /// <summary>Null when a published round may still be amended.</summary>
    public static Refusal? WhyCannotAmend(Round round)
    {
        if (round.PublishedAt is null)
            return new("The round is not published yet, so change it itself");
        if (round.WithdrawnAt is { } withdrawn)
            return new($"This round was withdrawn on {LondonTime.Date(withdrawn)}");
        if (round.IsRecommended && round.DecidedAt is null)
            return new("The recommendation is made. A sign-off can require changes, which takes it back; then the round can be amended");
        return round is { DecidedAt: { } decided, Policy.Rolling: false }
            ? new($"This round was decided on {LondonTime.Date(decided)} and can no longer be amended")
            : null;
    }

    /// <summary>Every reason why the dates cannot be moved so (UTC); null leaves a date as it is.</summary>
    /// <param name="submittedSheets">Score sheets that assessors have submitted.</param>
    public static IReadOnlyList<Refusal> WhyDatesAreWrong(
        Round round,
        DateTime? closesAt,
        DateTime? scoringClosesAt,
        int submittedSheets,
        DateTime now
    )
    {
        var refusals = new List<Refusal>();
        if (closesAt is null && scoringClosesAt is null)
            return [new("Enter a later closing time, a later time for scoring, or both", nameof(closesAt))];
        if (closesAt is { } closes)
        {
            if (closes <= round.ClosesAt)
                refusals.Add(
                    new(
                        $"The round closes at {LondonTime.DateAndTime(round.ClosesAt)}. Enter a later time; it cannot be shortened.",
                        nameof(closesAt)
                    )
                );
            else if (closes <= now)
                refusals.Add(new("The new closing time must be in the future", nameof(closesAt)));
            else if (submittedSheets > 0 && !round.Policy.Rolling)
                refusals.Add(
                    new(
                        $"Assessors have submitted {submittedSheets} score {(submittedSheets == 1 ? "sheet" : "sheets")}, so the round cannot open again. Accept the late application on its own instead.",
                        nameof(closesAt)
                    )
                );
        }
        if (scoringClosesAt is { } scoring && WhyScoringTimeIsWrong(round, scoring, now) is { } early)
            refusals.Add(early);
        if (refusals.Count == 0 && (scoringClosesAt ?? round.ScoringClosesAt) <= (closesAt ?? round.ClosesAt))
            refusals.Add(
                new(
                    $"Scoring closes at {LondonTime.DateAndTime(scoringClosesAt ?? round.ScoringClosesAt)}, and it must close after the round does. Enter a later time for scoring too.",
                    nameof(scoringClosesAt)
                )
            );
        return refusals;
    }

    private static Refusal? WhyScoringTimeIsWrong(Round round, DateTime scoringClosesAt, DateTime now)
    {
        if (scoringClosesAt <= round.ScoringClosesAt)
            return new(
                $"Scoring closes at {LondonTime.DateAndTime(round.ScoringClosesAt)}. Enter a later time; it cannot be shortened.",
                nameof(scoringClosesAt)
            );
        if (scoringClosesAt <= now)
            return new("The new time for scoring must be in the future", nameof(scoringClosesAt));
        return LondonTime.DateOf(scoringClosesAt) > round.DecisionExpectedOn
            ? new(
                $"A decision is expected on {LondonTime.Date(round.DecisionExpectedOn)}, before scoring would close. Change the expected decision date first.",
                nameof(scoringClosesAt)
            )
            : null;
    }

    /// <summary>Null when a person may join the panel now, with the time that scoring needs.</summary>
    /// <param name="scoringClosesAt">A later time for scoring, for the whole panel (UTC); null: as it is.</param>
    /// <param name="onPanel">Whether they are on the panel already.</param>
    /// <param name="isAssessor">Whether they have the role of panel member.</param>
    /// <param name="replacedOnPanel">Whether the assessor whose work they take over is on the panel and nobody has taken it over yet; null:
    /// nobody is replaced.</param>
    public static Refusal? WhyCannotJoin(
        Round round,
        DateTime? scoringClosesAt,
        bool isAssessor,
        bool onPanel,
        bool? replacedOnPanel,
        DateTime now
    )
    {
        if (!isAssessor)
            return new("This person does not have the role of panel member. An administrator gives people their roles.", "assessor");
        if (onPanel)
            return new("This person is on the panel already", "assessor");
        if (replacedOnPanel == false)
            return new("The person to be replaced is not on the panel, or somebody has taken over their work already", "replaces");
        if (scoringClosesAt is { } later && WhyScoringTimeIsWrong(round, later, now) is { } wrong)
            return wrong;
        return (scoringClosesAt ?? round.ScoringClosesAt) <= now
            ? new(
                $"Scoring closed at {LondonTime.DateAndTime(round.ScoringClosesAt)}. Enter a later time for scoring, so that they can score.",
                nameof(scoringClosesAt)
            )
            : null;
    }

    /// <summary>Null when one application may serve so many priorities from now on. The number only grows, so that no draft has chosen more
    /// than the round allows.</summary>
    /// <param name="offered">Priorities of the round.</param>
    public static Refusal? WhyPrioritiesAreWrong(Round round, int? most, int offered, DateTime now)
    {
        if (RoundRules.HasClosed(round, now))
            return new("The round has closed, so no applicant could choose more priorities", "mostPriorities");
        var greatest = Math.Min(offered, PolicyRules.GreatestPriorities);
        if (round.Policy.MostPriorities >= greatest)
            return new($"An application may serve {round.Policy.MostPriorities} already, which is the most", "mostPriorities");
        return most > round.Policy.MostPriorities && most <= greatest
            ? null
            : new(
                $"An application may serve {round.Policy.MostPriorities} now. Enter a number from {round.Policy.MostPriorities + 1} to {greatest}; it cannot be lowered, because applicants have chosen.",
                "mostPriorities"
            );
    }

    /// <summary>Null when a round may be withdrawn: nothing of it is awarded.</summary>
    public static Refusal? WhyCannotWithdraw(int awards) =>
        awards > 0
            ? new(
                $"{awards} {(awards == 1 ? "grant of this round has" : "grants of this round have")} been awarded, so it cannot be withdrawn"
            )
            : null;

    /// <summary>Null when a draft that was not sent before the round closed may still be accepted.</summary>
    /// <param name="until">Until when it may be sent (UTC).</param>
    public static Refusal? WhyCannotAcceptLate(Round round, ApplicationStatus status, DateTime? own, DateTime until, DateTime now)
    {
        if (status != ApplicationStatus.Draft)
            return new("Only a draft that was not sent can be accepted late");
        if (!RoundRules.HasClosed(round, now))
            return new($"The round is open until {LondonTime.DateAndTime(round.ClosesAt)}. Give this applicant more time instead.");
        if (own > now)
            return new($"This applicant has until {LondonTime.DateAndTime(own.Value)} already");
        if (round.ThresholdSetAt is not null && !round.Policy.Rolling)
            return new("The threshold of this round is set, so no further application can be accepted");
        return WhyNotInTime(round, until, now);
    }

    /// <summary>Null when one applicant may have more time than the round: before it closes.</summary>
    /// <param name="until">Until when the application may be sent (UTC).</param>
    public static Refusal? WhyCannotGiveTime(Round round, ApplicationStatus status, DateTime until, DateTime now)
    {
        if (status != ApplicationStatus.Draft)
            return new("This application is not a draft, so it needs no more time");
        if (now < round.OpensAt)
            return new($"The round opens at {LondonTime.DateAndTime(round.OpensAt)}");
        if (RoundRules.HasClosed(round, now))
            return new(
                $"The round closed at {LondonTime.DateAndTime(round.ClosesAt)}. A late application needs a second person: ask for it to be accepted."
            );
        return until <= round.ClosesAt
            ? new($"Everybody has until {LondonTime.DateAndTime(round.ClosesAt)}. Enter a later time.", nameof(until))
            : WhyNotInTime(round, until, now);
    }

    private static Refusal? WhyNotInTime(Round round, DateTime until, DateTime now)
    {
        if (until <= now)
            return new("Enter a time in the future", nameof(until));
        return until < round.ScoringClosesAt
            ? null
            : new(
                $"Scoring closes at {LondonTime.DateAndTime(round.ScoringClosesAt)}. Enter an earlier time, or give assessors longer first.",
                nameof(until)
            );
    }

    /// <summary>Null when this person may approve or refuse: never the person who asked.</summary>
    public static Refusal? WhyOwn(Guid requestedBy, Guid decider) =>
        requestedBy == decider ? new("You asked for this, so someone else must approve or refuse it") : null;
}
