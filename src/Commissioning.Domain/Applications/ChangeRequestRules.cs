using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Applications;

/// <summary>When the office may ask for parts of a sent application again, and until when the applicant may answer.</summary>
public static class ChangeRequestRules
{
    public const int ReasonCharacters = 1000;

    /// <summary>The part as applicants, officers and assessors read it.</summary>
    public static string Name(RequestedPart part) =>
        part switch
        {
            RequestedPart.Project => "Your project",
            RequestedPart.Budget => "Budget",
            RequestedPart.Outcomes => "Outcomes and measures",
            RequestedPart.Documents => "Documents",
            _ => "Your organisation",
        };

    /// <summary>The part in the middle of a sentence, such as an audit entry or a sentence for an assessor.</summary>
    public static string InWords(RequestedPart part) =>
        part switch
        {
            RequestedPart.Project => "the project",
            RequestedPart.Budget => "the budget",
            RequestedPart.Outcomes => "the outcomes",
            RequestedPart.Documents => "the documents",
            _ => "the organisation",
        };

    /// <summary>Such as "the budget, the documents and 2 answers".</summary>
    public static string InWords(IEnumerable<RequestedPart> parts, int answers)
    {
        List<string> names = [.. parts.Order().Select(InWords)];
        if (answers > 0)
            names.Add(answers == 1 ? "1 answer" : $"{answers} answers");
        return names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
    }

    /// <summary>Null when the office may ask for parts of an application again, or take the answer: it was sent, and the panel has neither
    /// agreed scores for it nor fixed the threshold.</summary>
    /// <param name="isAgreed">The panel has agreed scores for this application.</param>
    public static Refusal? WhyCannotAsk(Round round, ApplicationStatus status, bool isAgreed)
    {
        if (RoundRules.WhyWithdrawn(round) is { } withdrawn)
            return withdrawn;
        if (status != ApplicationStatus.Submitted)
            return new("You can ask only about an application that was sent and not withdrawn");
        if (isAgreed)
            return new("The panel has agreed scores for this application, so it is too late to change it");
        if (round.IsRecommended)
            return new("The recommendation of this round is made, so it is too late to change the application");
        return round.ThresholdSetAt is null || round.Policy.Rolling
            ? null
            : new("The threshold of this round is set, so it is too late to change the application");
    }

    /// <summary>Null when the applicant may be given until the end of this day: it is in the future, and assessors have time left after it
    /// to score what changes.</summary>
    /// <param name="assessors">How many assessors score the application or have scored it.</param>
    public static Refusal? WhyDayIsWrong(Round round, DateOnly dueOn, int assessors, DateTime now)
    {
        if (dueOn <= LondonTime.DateOf(now))
            return new("The day to answer by must be in the future", nameof(dueOn));
        if (assessors == 0 || dueOn < LondonTime.DateOf(round.ScoringClosesAt))
            return null;
        var warning = ScoringWarning(round, assessors, now);
        return new(warning ?? $"{WhyTimeIsShort(round, now)}. Choose an earlier day, or {Amend}.", nameof(dueOn));
    }

    /// <summary>What an officer is told before asking, when no day would leave the assessors time.</summary>
    public static string? ScoringWarning(Round round, int assessors, DateTime now) =>
        assessors > 0 && LondonTime.DateOf(now).AddDays(1) >= LondonTime.DateOf(round.ScoringClosesAt)
            ? $"{WhyTimeIsShort(round, now)}. Before you ask, {Amend}."
            : null;

    /// <summary>Null when the answer to this question may be asked for again.</summary>
    public static Refusal? WhyCannotAskAgain(Question question) =>
        question.Kind == QuestionKind.File
            ? new(
                $"\"{question.Wording}\" is answered with a file. Ask for one of the documents instead, and say in the reason what you need."
            )
            : null;

    private const string Amend = "give the assessors more time by amending the round";

    private static string WhyTimeIsShort(Round round, DateTime now) =>
        $"Scoring {(now > round.ScoringClosesAt ? "closed" : "closes")} at {LondonTime.DateAndTime(round.ScoringClosesAt)}, and assessors need time to score what changes";

    /// <summary>True until the last instant of the day by which to answer, in the UK.</summary>
    public static bool IsOpen(DateOnly dueOn, bool isAnswered, bool isClosed, DateTime now) =>
        !isAnswered && !isClosed && LondonTime.DateOf(now) <= dueOn;

    /// <summary>Null when the applicant may change and send what was asked for; otherwise what to do.</summary>
    public static Refusal? WhyCannotAnswer(DateOnly dueOn, DateTime? answeredAt, DateTime? closedAt, DateTime now)
    {
        if (answeredAt is { } answered)
            return new($"The changes were sent at {LondonTime.DateAndTime(answered)}. There is nothing more to do.");
        if (closedAt is { } closed)
            return new($"We closed this request at {LondonTime.DateAndTime(closed)}, so there is nothing to send");
        return IsOpen(dueOn, isAnswered: false, isClosed: false, now)
            ? null
            : new(
                $"The last day to answer was {LondonTime.Date(dueOn)}. Write to us if you still want to change your application: we can give you more time. What you entered is kept."
            );
    }

    /// <summary>Null when an officer may still give more time for a request, or close it.</summary>
    public static Refusal? WhyIsOver(DateTime? answeredAt, DateTime? closedAt) =>
        answeredAt is not null ? new("The applicant has answered this request")
        : closedAt is not null ? new("This request was closed")
        : null;

    public static Refusal? WhyNoReason(string? reason, string sentence, string field) =>
        reason?.Trim() is { Length: > 0 and <= ReasonCharacters } ? null : new($"{sentence} in up to 1,000 characters", field);
}
