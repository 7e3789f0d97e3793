using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;

namespace Commissioning.Domain.Moderation;

public static class ModerationRules
{
    /// <summary>Null when every assessor has submitted scores or declared a conflict for this application, so that moderation may start
    /// (R39).</summary>
    public static Refusal? WhyCannotModerate(Round round, int openSheets, DateTime now)
    {
        if (RoundRules.WhyWithdrawn(round) is { } withdrawn)
            return withdrawn;
        if (round.IsRecommended)
            return new("The recommendation is made, so you can no longer change agreed scores");
        if (openSheets > 0 && now <= round.ScoringClosesAt)
            return new(
                $"{openSheets} {(openSheets == 1 ? "assessor has" : "assessors have")} not submitted their scores yet, and scoring is open until {LondonTime.DateAndTime(round.ScoringClosesAt)}"
            );
        return null;
    }

    /// <summary>An applicant is asked to change an application, so its scores are not agreed before the answer or its day.</summary>
    /// <param name="parts">What the applicant is asked to change, in words.</param>
    public static Refusal WhyMustWait(string parts, DateOnly dueOn) =>
        new(
            $"We have asked the applicant to change {parts} by {LondonTime.Date(dueOn)}. Agree the scores once the applicant has answered, or after that day"
        );

    /// <summary>Null when a person may see an application's scores. Assessors first submit their own scores for it or, if they do not score
    /// it, their other sheets of the round (R39). They never see scores after declaring a conflict of
    /// interest or being recused (R40).</summary>
    /// <param name="own">The person's assignment to this application; null when they do not score it.</param>
    /// <param name="openSheets">The person's sheets of the round that are not submitted.</param>
    /// <param name="scoringIsOver">Nothing more can be submitted, so missing sheets no longer matter; a conflict must still be declared or
    /// ruled out.</param>
    public static Refusal? WhyCannotSeeScores(Assignment? own, int openSheets, bool scoringIsOver) =>
        own switch
        {
            { Conflict: ConflictState.Declared } => new(
                "You declared a conflict of interest for this application, so its scores are not shown to you"
            ),
            { Conflict: ConflictState.Recused } => new(
                "The office has recused you from this application, so its scores are not shown to you"
            ),
            { SubmittedAt: null, Conflict: ConflictState.NotDeclared } when scoringIsOver => new(
                "Say on your page of applications whether you have a conflict of interest with this application before you see its scores"
            ),
            _ when scoringIsOver => null,
            null => openSheets > 0 ? new("Submit your own score sheets before you see the scores for applications that others read") : null,
            { SubmittedAt: null } => new("Submit your own scores for this application before you see the others'"),
            _ => null,
        };

    /// <summary>A reason is needed when the agreed score is further from the mean of the original scores than the round's margin
    /// (R44).</summary>
    /// <param name="offered">The assessor's reason that was offered as a draft, which explains that assessor's score and not another; null:
    /// none, or the panel chose it.</param>
    public static Refusal? WhyReasonNeeded(
        Criterion criterion,
        Fraction agreed,
        Fraction? mean,
        decimal margin,
        string? reason,
        string? offered,
        string field
    )
    {
        if (!criterion.Allows(agreed))
            return new($"The agreed score for {criterion.Name} must be from {criterion.ScaleInWords}", field);
        var allowed = new Fraction((long)(margin * 100), 100);
        var differs = mean is not { } given || agreed - given > allowed || given - agreed > allowed;
        if (differs && !string.IsNullOrWhiteSpace(reason) && Same(reason) == Same(offered))
            return new(
                $"The panel agreed {agreed.ToString(1)} for {criterion.Name}{(mean is { } was ? $" when the mean was {was.ToString(2)}" : "")}. This is one assessor's own reason. Choose it from the list, or write the panel's.",
                field
            );
        return differs && string.IsNullOrWhiteSpace(reason)
            ? new(
                $"Say why the panel agreed {agreed.ToString(1)} for {criterion.Name}{(mean is { } m ? $" when the mean was {m.ToRounded(2)}" : "")}",
                field
            )
            : null;
    }

    // A browser may change the ends of lines.
    private static string? Same(string? text) => text?.ReplaceLineEndings("\n").Trim();

    /// <summary>A reason is needed when the assessors disagreed on a pass/fail criterion, or the panel departs from them.</summary>
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

    /// <summary>An assessor's own words as the draft of the agreed reason: of the score nearest to what is agreed, the lower of two that
    /// are equally near; null: nobody wrote any.</summary>
    public static string? DraftReason(IEnumerable<(int Score, string Reason)> given, Fraction agreed) =>
        given
            .Where(one => !string.IsNullOrWhiteSpace(one.Reason))
            .OrderBy(one => agreed > one.Score ? agreed - one.Score : one.Score - agreed)
            .ThenBy(one => one.Score)
            .ThenBy(one => one.Reason, StringComparer.Ordinal)
            .Select(one => one.Reason.Trim())
            .FirstOrDefault();

    /// <summary>Null when an application has the scores that the round asks for, or the panel says why it agrees with fewer.</summary>
    public static Refusal? WhyTooFewScores(int scores, int least, string? reason, string field) =>
        scores >= least || !string.IsNullOrWhiteSpace(reason)
            ? null
            : new(
                $"{scores} {(scores == 1 ? "assessor has" : "assessors have")} scored this application, and the round asks for {least}. Say why the panel agrees with fewer; the paper prints it.",
                field
            );

    /// <summary>Null when none of those present has a conflict of interest with the application: they may not be there (R40).</summary>
    public static Refusal? WhyMayNotBePresent(IReadOnlyCollection<string> conflicted, string field) =>
        conflicted.Count == 0
            ? null
            : new(
                $"{string.Join(" and ", conflicted)} {(conflicted.Count == 1 ? "has" : "have")} a conflict of interest with this application and may not be present. Untick {(conflicted.Count == 1 ? "the name" : "the names")}.",
                field
            );

    /// <summary>Null when enough panel members without a conflict of interest are present to agree a score.</summary>
    public static Refusal? WhyNoQuorum(int present, int quorum) =>
        present >= quorum
            ? null
            : new(
                $"{present} {(present == 1 ? "member" : "members")} without a conflict of interest {(present == 1 ? "is" : "are")} present, and the round needs {quorum} for a score to be agreed. Agree it when more are there, or have another assessor join the panel.",
                nameof(present)
            );
}
