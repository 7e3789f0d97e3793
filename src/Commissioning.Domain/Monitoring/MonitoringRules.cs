using Commissioning.Domain.Applications;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Monitoring;

public static class MonitoringRules
{
    public static Refusal? WhyCannotChange(ReturnStatus status) =>
        status switch
        {
            ReturnStatus.Prepared => new("This return is prepared and waiting for a colleague to certify it"),
            ReturnStatus.Submitted => new("This return has been sent and is waiting for review"),
            ReturnStatus.Accepted => new("This return has been accepted"),
            _ => null,
        };

    /// <summary>Null when a return can be filled in. Its figures are so far in all, so it begins where the one before it ends.</summary>
    /// <param name="notSent">The return of the same grant before it, if that is not sent.</param>
    public static Refusal? WhyNotOpen(string? notSent) =>
        notSent is null ? null : new($"Send the {notSent} first. This one goes on from its figures.");

    /// <summary>Null when the time that the return is about is over, or the office ended the grant early. Money used again may be told of
    /// as soon as it is spent.</summary>
    public static Refusal? WhyTooEarly(ReturnKind kind, DateOnly? periodTo, DateTime? endedAt, DateOnly today) =>
        kind != ReturnKind.Reuse && periodTo is { } last && today < last && endedAt is null
            ? new(
                $"This return is about the time to {LondonTime.Date(last)}. You can fill it in now and send it from that day. If the project is over already, ask us to end it early."
            )
            : null;

    /// <summary>What a return lacks of what its form asks, before it can be sent (R73, R74).</summary>
    /// <param name="page">Of this page only; null: of all.</param>
    public static IReadOnlyList<Refusal> WhyIncomplete(ReturnContent content, DateOnly today, ReturnPage? page = null) =>
        today < content.ProjectStarts
            ? [new($"The project starts on {LondonTime.Date(content.ProjectStarts)}, so nothing can have been spent yet")]
            : content
                .Form.Items.Where(item => page is null || ReturnPages.Of(item.Kind) == page)
                .SelectMany(item => WhyIncomplete(item, content))
                .ToList();

    private static IEnumerable<Refusal> WhyIncomplete(ReturnItem item, ReturnContent content) =>
        item.Kind switch
        {
            ReturnItemKind.Spent => Unless(
                content.Spent is not null,
                "Enter what you have spent so far, or 0 if nothing",
                nameof(ReturnContent.Spent)
            ),
            ReturnItemKind.SpentByLine => content.Lines.SelectMany((line, i) => WhyIncomplete(line, i, content)),
            ReturnItemKind.Forecast => content.Kind != ReturnKind.Interim ? []
            : content.Forecast is not { } forecast
                ? Unless(
                    !item.Required,
                    "Enter what you will have spent when the project ends. Your best guess is fine.",
                    nameof(ReturnContent.Forecast)
                )
            : Unless(
                forecast >= content.SpentSoFar,
                $"You have spent {content.SpentSoFar} already, so it cannot be less in the end. Check the two sums.",
                nameof(ReturnContent.Forecast)
            ),
            ReturnItemKind.Outcomes => content.Outcomes.SelectMany((outcome, i) => WhyIncomplete(outcome, i, content.Kind)),
            ReturnItemKind.People => Unless(
                content.PeopleNew is not null,
                "Enter how many different people have taken part, or 0",
                nameof(ReturnContent.PeopleNew)
            ),
            ReturnItemKind.PeopleAgain => content.PeopleRepeat is { } again
                ? Unless(
                    !(again > content.PeopleNew),
                    $"{again:N0} came more than once, and {content.PeopleNew:N0} different people came in all. Check the two numbers.",
                    nameof(ReturnContent.PeopleRepeat)
                )
                : [new("Enter how many people came more than once, or 0", nameof(ReturnContent.PeopleRepeat))],
            ReturnItemKind.PeopleDetails => content
                .People.Select((counted, i) => (Why: WhyPeopleAreWrong(counted, content.PeopleNew, content.Kind), i))
                .Where(one => one.Why is not null)
                .Select(one => new Refusal(one.Why!, Refusal.At(nameof(ReturnContent.People), one.i, nameof(PeopleCounted.Counts), 0))),
            ReturnItemKind.Delivered => Unless(
                !item.Required || !string.IsNullOrWhiteSpace(content.Delivered),
                "Say what happened",
                nameof(ReturnContent.Delivered)
            ),
            ReturnItemKind.Learned => Unless(
                !item.Required || !string.IsNullOrWhiteSpace(content.Learned),
                "Say what you learned",
                nameof(ReturnContent.Learned)
            ),
            ReturnItemKind.Story => Unless(
                !item.Required || !string.IsNullOrWhiteSpace(content.Story),
                "Tell a story about someone the project helped",
                nameof(ReturnContent.Story)
            ),
            ReturnItemKind.Photo => Unless(!item.Required || content.Photos > 0, "Add a photograph", null),
            ReturnItemKind.Receipts => content.WithoutReceipt.Select(line => new Refusal(
                $"Add a receipt for {line}: this line was chosen for the sample"
            )),
            _ => WhyIncomplete(item.Question!, content),
        };

    private static IEnumerable<Refusal> Unless(bool right, string sentence, string? field) => right ? [] : [new(sentence, field)];

    private static IEnumerable<Refusal> WhyIncomplete(BudgetLineSpend line, int place, ReturnContent content)
    {
        string At(string box) => Refusal.At(nameof(ReturnContent.Lines), place, box);
        if (line.Spent is null)
            yield return new($"Enter what was spent on {line.Item}, or 0 if nothing was", At(nameof(BudgetLineSpend.Spent)));
        else if (string.IsNullOrWhiteSpace(line.Explanation) && line.Spent < line.Claimed)
            yield return new(
                $"You claimed {line.Claimed} for {line.Item} and entered {line.Total}. Say why, such as a refund.",
                At(nameof(BudgetLineSpend.Explanation))
            );
        else if (string.IsNullOrWhiteSpace(line.Explanation) && NeedsReason(line, content.Kind, content.Tolerance))
            yield return new(
                $"Say why you spent {line.Total} on {line.Item} when the budget was {line.Budget}",
                At(nameof(BudgetLineSpend.Explanation))
            );
    }

    private static IEnumerable<Refusal> WhyIncomplete(OutcomeReached outcome, int place, ReturnKind kind)
    {
        if (string.IsNullOrWhiteSpace(outcome.Achieved))
            yield return new(
                $"Say what you achieved for outcome {place + 1}",
                Refusal.At(nameof(ReturnContent.Outcomes), place, nameof(OutcomeReached.Achieved))
            );
        if (kind != ReturnKind.Interim && outcome.Verdict is null)
            yield return new(
                $"Say whether you reached outcome {place + 1}",
                Refusal.At(nameof(ReturnContent.Outcomes), place, nameof(OutcomeReached.Verdict))
            );
    }

    private static IEnumerable<Refusal> WhyIncomplete(Question question, ReturnContent content)
    {
        var place = content.Form.Own.Select(item => item.Question!.Code).ToList().IndexOf(question.Code);
        return AnswerRules
            .WhyWrong(question, content.Answers.GetValueOrDefault(question.Code), code => content.Answers.GetValueOrDefault(code))
            .Select(refusal => refusal with { Field = $"{Refusal.At("Questions", place)}.Form.{refusal.Field}" });
    }

    /// <summary>True for a line further above its budget than the tolerance; in the final return also for one as far below it.</summary>
    /// <param name="tolerance">In pence; see <see cref="Awards.Tolerance"/>.</param>
    public static bool NeedsReason(BudgetLineSpend line, ReturnKind kind, Money tolerance) =>
        line.Total - line.Budget > tolerance || kind == ReturnKind.Final && line.Budget - line.Total > tolerance;

    /// <summary>Null when the counts are plausible. Where each person counts once, they add up to the different people who took
    /// part; where choices overlap, no choice exceeds that number (R74). Blank is not zero.</summary>
    public static string? WhyPeopleAreWrong(PeopleCounted counted, int? people, ReturnKind kind)
    {
        var (question, given) = (counted.Question, counted.Counts.Where(count => count is not null).Sum(count => count!.Value));
        if (counted.Counts.All(count => count is null))
            return question.MayOverlap || kind == ReturnKind.Interim || people is null or 0
                ? null
                : $"Enter how many people there were by {question.Name.ToLowerInvariant()}. Count those you do not know under Not known.";
        if (people is not { } total)
            return null;
        if (question.MayOverlap)
            return counted.Counts.Select((count, i) => (count, i)).FirstOrDefault(pair => pair.count > total) is { count: { } most } one
                ? $"{question.Choices[one.i]} has {most} people, and {total} took part in all"
                : null;
        return given == total
            ? null
            : $"The people by {question.Name.ToLowerInvariant()} add up to {given}, and {total} took part in all. Count each person once.";
    }

    /// <summary>What was spent beyond the grant, in pence: the organisation's own cost (R75).</summary>
    public static Money Overspent(Money award, Money spent) => spent > award ? spent - award : Money.Zero;

    /// <summary>What is left of the grant, in pence; never negative, because an overspend is the organisation's own (R75).</summary>
    public static Money Unspent(Money award, Money spent) => award > spent ? award - spent : Money.Zero;

    /// <summary>By when the holder puts right what the office asks about: the policy's days from today, on a working day, or the day on
    /// which the return is due if that is later. The due date itself stays.</summary>
    public static DateOnly PutRightBy(DateOnly dueOn, DateOnly today, int days) =>
        WorkingDays.OnOrAfter(today.AddDays(days)) is var by && by > dueOn ? by : dueOn;

    /// <summary>Null when an officer may give this day for putting a return right.</summary>
    public static Refusal? WhyNotPutRightBy(DateOnly by, DateOnly today) =>
        by <= today ? new("Give a day after today by which to put it right", nameof(PutRightBy))
        : by > today.AddMonths(6) ? new("Give a day within six months by which to put it right", nameof(PutRightBy))
        : null;

    /// <summary>Why the answer to what the office asked is missing: a part that says what it said before needs one.</summary>
    /// <param name="label">Of the part.</param>
    public static string? WhyNoReply(string label, bool changed, string? reply) =>
        changed || !string.IsNullOrWhiteSpace(reply)
            ? null
            : $"{label}: you changed nothing. Change it, or write your answer to our question.";

    /// <param name="deadline">The due date, or the day by which it is to be put right.</param>
    public static bool IsOverdue(ReturnStatus status, DateOnly deadline, DateOnly today) =>
        status is ReturnStatus.Due or ReturnStatus.Prepared && today > deadline;

    /// <summary>The latest reminder day that has come, in working days from the due date (negative: before); null when none has.</summary>
    public static int? ReminderDue(DateOnly dueOn, IReadOnlyList<int> days, DateOnly today)
    {
        int? due = null;
        foreach (var one in days.Order())
            if ((one < 0 ? WorkingDays.Before(dueOn, -one) : WorkingDays.After(dueOn, one)) <= today)
                due = one;
        return due;
    }

    /// <summary>Null when this person may certify a return that another member prepared.</summary>
    /// <param name="sentBy">Name of the person who certified it already.</param>
    public static Refusal? WhyCannotCertify(ReturnStatus status, Guid? preparedBy, Guid person, string? sentBy = null) =>
        status is ReturnStatus.Submitted or ReturnStatus.Accepted && sentBy is not null ? new($"{sentBy} has certified and sent it already")
        : status != ReturnStatus.Prepared ? new("Only a prepared return can be certified")
        : preparedBy == person ? new Refusal("You prepared this return, so a colleague must certify it")
        : null;
}
