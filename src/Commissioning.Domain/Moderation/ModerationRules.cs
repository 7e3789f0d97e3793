using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;

namespace Commissioning.Domain.Moderation;

public static class ModerationRules
{
    /// <summary>Who still has to submit or declare for this application; moderation starts when nobody does (R39).</summary>
    public static Refusal? WhyCannotModerate(Round round, int openSheets, DateTime now)
    {
        if (round.IsRecommended)
            return new("The recommendation is made, so agreed scores can no longer be changed");
        if (openSheets > 0 && now <= round.ScoringClosesAt)
            return new(
                $"{openSheets} {(openSheets == 1 ? "assessor has" : "assessors have")} not submitted their scores yet, and scoring is open until {LondonTime.DateAndTime(round.ScoringClosesAt)}"
            );
        return null;
    }

    /// <summary>
    /// Null when somebody may see the scores of an application. Who scores it too must have submitted first (R39), and who has a conflict never does (R40).
    /// The assignment is that person's own; null for somebody who does not score this application. Who scores others of the round first submits all of those.
    /// </summary>
    /// <param name="openSheets">That person's sheets of the round that are not submitted.</param>
    /// <param name="scoringIsOver">Nothing can be submitted any more, so what somebody missed keeps them from nothing.</param>
    public static Refusal? WhyCannotSeeScores(Assignment? own, int openSheets, bool scoringIsOver) =>
        own switch
        {
            { Conflict: ConflictState.Declared } => new(
                "You declared a conflict of interest for this application, so its scores are not shown to you"
            ),
            { SubmittedAt: null, Conflict: ConflictState.NotDeclared } when scoringIsOver => new(
                "Say on your page of applications whether you have a conflict of interest with this application before you see its scores"
            ),
            _ when scoringIsOver => null,
            null => openSheets > 0
                ? new("Submit the sheets of your own applications before you see the scores of those that others read")
                : null,
            { SubmittedAt: null } => new("Submit your own scores for this application before you see the others'"),
            _ => null,
        };

    /// <summary>A reason is needed whenever the agreed score lies further from the mean of the original scores than the round's margin (R44).</summary>
    public static Refusal? WhyReasonNeeded(
        Criterion criterion,
        Fraction agreed,
        Fraction? mean,
        decimal margin,
        string? reason,
        string field
    )
    {
        if (agreed < 0 || agreed > 5)
            return new($"The agreed score for {criterion.Name} must be from 0 to 5", field);
        var allowed = new Fraction((long)(margin * 100), 100);
        var differs = mean is not { } given || agreed - given > allowed || given - agreed > allowed;
        return differs && string.IsNullOrWhiteSpace(reason)
            ? new(
                $"Say why the panel agreed {agreed.ToString(1)} for {criterion.Name}{(mean is { } m ? $" when the mean was {m.ToString(2)}" : "")}",
                field
            )
            : null;
    }

    /// <summary>A reason is needed where the assessors did not all say the same about a pass/fail criterion, or the panel says otherwise.</summary>
    public static Refusal? WhyPassFailReasonNeeded(
        PassFailCriterion passFail,
        bool agreed,
        int passed,
        int failed,
        string? reason,
        string field
    ) =>
        (agreed ? failed == 0 && passed > 0 : passed == 0 && failed > 0) || !string.IsNullOrWhiteSpace(reason)
            ? null
            : new(
                $"Say why the panel agreed that the application {(agreed ? "passes" : "fails")} {passFail.Name}: {passed} {(passed == 1 ? "assessor" : "assessors")} passed it and {failed} did not",
                field
            );

    /// <summary>Null when enough of the panel are present for a score to be agreed.</summary>
    public static Refusal? WhyNoQuorum(int present, int quorum) =>
        present >= quorum
            ? null
            : new(
                $"{present} {(present == 1 ? "member is" : "members are")} present, and the round needs {quorum} for a score to be agreed",
                nameof(present)
            );
}
