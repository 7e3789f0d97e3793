using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

public static class ScoringRules
{
    public const string Hidden = "Hidden until you submit your scores";

    /// <summary>Whether the applicant's name is still hidden from this assessor.</summary>
    public static bool HidesApplicant(Round round, Assignment assignment) => round.Policy.HideApplicants && assignment.SubmittedAt is null;

    /// <summary>Null when the application may be opened for scoring; otherwise the sentence for the assessor.</summary>
    public static Refusal? WhyCannotOpen(Assignment assignment) =>
        assignment.Conflict switch
        {
            ConflictState.NotDeclared => new("Say whether you have a conflict of interest before you open this application"),
            ConflictState.Declared => new("You declared a conflict of interest for this application, so you cannot read or score it"),
            ConflictState.Recused => new("The office has recused you from this application, so you cannot read or score it"),
            _ => null,
        };

    /// <summary>Null when a sheet may still be taken out of the count, or put back: until the recommendation is made.</summary>
    public static Refusal? WhyCannotRecuse(Round round)
    {
        if (round.IsRecommended)
            return new(
                "The recommendation is made on these scores. A sign-off can require changes, which takes it back; then a conflict of interest can be recorded and the application moderated again."
            );
        return RoundRules.WhyWithdrawn(round);
    }

    /// <summary>Null when nothing is lost by recusing an assessor from the whole round, or the person has confirmed it.</summary>
    /// <param name="sheets">Submitted sheets that would leave the count.</param>
    /// <param name="agreed">Applications with agreed scores that rest on them.</param>
    public static Refusal? WhyConfirm(string name, bool confirmed, int sheets, int agreed) =>
        confirmed || sheets == 0
            ? null
            : new(
                $"{sheets} {(sheets == 1 ? "sheet" : "sheets")} of {name} would no longer count, and the panel would agree {agreed} {(agreed == 1 ? "application" : "applications")} again. To go on, tick that you have read this.",
                "Confirmed"
            );

    /// <summary>Null when an assessor may leave the panel with their scores counted as before.</summary>
    /// <param name="open">Sheets that they have not submitted.</param>
    /// <param name="scoring">Scoring is still open.</param>
    public static Refusal? WhyCannotLeave(string name, int open, bool scoring) =>
        open == 0 || !scoring
            ? null
            : new(
                $"{name} has {open} {(open == 1 ? "score sheet" : "score sheets")} to submit. Move {(open == 1 ? "it" : "them")} to another assessor first.",
                "assessor"
            );

    /// <summary>Null when the panel has not agreed the scores of an application yet: a sheet that comes later would change the mean behind
    /// them.</summary>
    public static Refusal? WhyAgreedAlready(bool isAgreed) =>
        isAgreed ? new("The panel has agreed the scores of this application, so no score sheet can be submitted for it any more") : null;

    /// <summary>Null when an application keeps an assessor who can score it.</summary>
    /// <param name="onlyAssessor">References of applications that nobody else can score.</param>
    public static Refusal? WhyLastAssessor(string assessor, IReadOnlyCollection<string> onlyAssessor) =>
        onlyAssessor.Count == 0
            ? null
            : new(
                $"{assessor} is the only one left to score {string.Join(", ", onlyAssessor.Take(5))}{(onlyAssessor.Count > 5 ? $" and {onlyAssessor.Count - 5} more" : "")}. Move that work to another assessor first, or have one join the panel."
            );

    /// <summary>Null when scores may be saved; otherwise the sentence for the assessor.</summary>
    public static Refusal? WhyCannotSave(Assignment assignment, Round round, DateTime now)
    {
        if (WhyCannotOpen(assignment) is { } refusal)
            return refusal;
        if (assignment.SubmittedAt is { } at)
            return new($"You submitted these scores at {LondonTime.DateAndTime(at)}, so you cannot change them");
        if (RoundRules.WhyWithdrawn(round) is { } withdrawn)
            return withdrawn;
        if (!RoundRules.MayAssess(round, now))
            return new($"Scoring starts when the round closes, at {LondonTime.DateAndTime(round.ClosesAt)}");
        if (now > round.ScoringClosesAt)
            return new($"Scoring closed at {LondonTime.DateAndTime(round.ScoringClosesAt)}");
        return null;
    }

    /// <summary>Null when an assessor may advise this award: above zero and at most what was asked for.</summary>
    /// <param name="advised">Null: none is advised.</param>
    /// <param name="asked">Null: the application names no amount.</param>
    public static string? WhyAmountIsWrong(Money? advised, Money? asked) =>
        advised is not { } amount ? null
        : amount <= Money.Zero ? "The amount you would award must be more than £0"
        : asked is { } most && amount > most ? $"The amount you would award must be {most} or less, which is what was asked for"
        : null;

    /// <summary>Why a sheet cannot be submitted while the office waits for the applicant to change the application.</summary>
    /// <param name="parts">Such as "the budget and 2 answers".</param>
    public static Refusal WhyMustWait(string parts, DateOnly dueOn) =>
        new(
            $"We have asked the applicant to change {parts} by {LondonTime.Date(dueOn)}. Save your scores for now. You can submit them once the applicant has answered, or after that day"
        );

    /// <summary>Every reason why a sheet cannot be submitted: each criterion needs a score and a reason (R41).</summary>
    public static IReadOnlyList<Refusal> WhyCannotSubmit(
        Assignment assignment,
        Round round,
        IReadOnlyList<PassFailCriterion> passFailCriteria,
        IReadOnlyList<PassFailAnswer> passFailAnswers,
        IReadOnlyList<Criterion> criteria,
        IReadOnlyList<Score> scores,
        DateTime now
    )
    {
        if (WhyCannotSave(assignment, round, now) is { } refusal)
            return [refusal];
        var refusals = new List<Refusal>();
        for (var i = 0; i < passFailCriteria.Count; i++)
        {
            var passFail = passFailAnswers.FirstOrDefault(score => score.PassFailCriterionId == passFailCriteria[i].Id);
            if (passFail?.Passed is null)
                refusals.Add(
                    new(
                        $"Say whether the application passes {passFailCriteria[i].Name}",
                        Refusal.At(nameof(passFailCriteria), i, nameof(PassFailAnswer.Passed))
                    )
                );
            else if (passFail.Passed == false && string.IsNullOrWhiteSpace(passFail.Reason))
                refusals.Add(
                    new(
                        $"Say why the application fails {passFailCriteria[i].Name}",
                        Refusal.At(nameof(passFailCriteria), i, nameof(PassFailAnswer.Reason))
                    )
                );
        }
        for (var i = 0; i < criteria.Count; i++)
        {
            var score = scores.FirstOrDefault(score => score.CriterionId == criteria[i].Id);
            if (score?.Value is null)
                refusals.Add(new($"Choose a score for {criteria[i].Name}", Refusal.At(nameof(scores), i, nameof(Score.Value))));
            else if (!criteria[i].Allows(score.Value.Value))
                refusals.Add(
                    new(
                        $"The score for {criteria[i].Name} must be a whole number from {criteria[i].ScaleInWords}",
                        Refusal.At(nameof(scores), i, nameof(Score.Value))
                    )
                );
            if (string.IsNullOrWhiteSpace(score?.Reason))
                refusals.Add(
                    new($"Give a reason for your score for {criteria[i].Name}", Refusal.At(nameof(scores), i, nameof(Score.Reason)))
                );
        }
        return refusals;
    }
}
