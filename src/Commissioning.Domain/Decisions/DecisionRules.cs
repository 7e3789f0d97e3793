using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Decisions;

public static class DecisionRules
{
    /// <summary>Null when the panel's recommendation can be made; otherwise what is missing. In a rolling round it covers the applications
    /// that have an agreed score.</summary>
    /// <param name="applications">How many have an agreed score.</param>
    public static Refusal? WhyCannotRecommend(
        Round round,
        int applications,
        int applicationsWithoutAgreedScore,
        bool drawNeeded,
        DateTime now
    )
    {
        if (round.IsRecommended && round.RecommendedAt is { } at)
            return new($"The recommendation was made at {LondonTime.DateAndTime(at)}");
        if (RoundRules.WhyCannotAssess(round, now) is { } early)
            return early;
        if (applications == 0 && round.Policy.Rolling)
            return new("No application with an agreed score is waiting for a recommendation");
        if (applicationsWithoutAgreedScore > 0 && !round.Policy.Rolling)
            return new(
                $"{applicationsWithoutAgreedScore} {(applicationsWithoutAgreedScore == 1 ? "application has" : "applications have")} no agreed score yet"
            );
        if (round.Threshold is null)
            return new("Set the threshold first");
        return drawNeeded ? new("Some applications with equal scores would be funded and others would not. Record the draw first.") : null;
    }

    /// <summary>The person who recommends may not decide (R58).</summary>
    /// <param name="signOffs">How many sign-off steps are done.</param>
    /// <param name="decidedBy">The name of the person who decided; null: nobody did.</param>
    public static Refusal? WhyCannotDecide(Round round, Guid recommendedBy, int signOffs, Guid decider, string? decidedBy = null)
    {
        if (RoundRules.WhyWithdrawn(round) is { } withdrawn)
            return withdrawn;
        if (!round.IsRecommended)
            return new("There is no recommendation to decide on yet");
        if (round.DecidedAt is { } at)
            return new($"This round was decided at {LondonTime.DateAndTime(at)}{(decidedBy is null ? "" : $" by {decidedBy}")}");
        if (recommendedBy == decider)
            return new("You made the recommendation, so someone else must decide");
        if (signOffs < round.Policy.SignOffs.Count)
            return new($"The paper is waiting for a sign-off: {round.Policy.SignOffs[signOffs].Title}");
        return null;
    }

    /// <summary>Null when a paper is the one to decide on.</summary>
    /// <param name="withdrawnAt">When it was sent back for changes; null: it was not.</param>
    /// <param name="newer">The round has a newer one.</param>
    public static Refusal? WhyPaperIsOver(DateTime? withdrawnAt, bool newer) =>
        newer ? new("A new paper was made since you opened this page. Read it, and decide on that one")
        : withdrawnAt is { } at
            ? new Refusal(
                $"This paper was sent back for changes at {LondonTime.DateAndTime(at)}, so there is nothing to decide until the next"
            )
        : null;

    /// <summary>Null when this person may correct the decision on an application: until its letter is sent.</summary>
    /// <param name="told">The letter about the decision is sent.</param>
    /// <param name="reviewed">Who made the decision that was reviewed, when the decision to correct follows a review.</param>
    public static Refusal? WhyCannotCorrect(bool told, bool deferred, bool withdrawn, Guid recommendedBy, Guid? reviewed, Guid person) =>
        told
            ? new(
                deferred
                    ? "The letter about this deferral has been sent, so decide the application"
                    : "The letter about this decision has been sent, so review the decision or change the award"
            )
        : recommendedBy == person ? new("You made the recommendation, so someone else must decide")
        : reviewed == person ? new($"You made the decision that was reviewed. {ReviewRules.WhoDecidesAgain}")
        : withdrawn ? new Refusal("This application was withdrawn")
        : null;

    /// <summary>Null when this person may decide the amount. A limit for the fund takes precedence over one for all funds. If the office
    /// has set no limits, anyone with permission to decide may decide any amount (default, not OPCC policy).</summary>
    public static Refusal? WhyAboveLimit(IReadOnlyCollection<ApprovalLimit> limits, Guid fund, Guid decider, Money amount)
    {
        if (limits.Count == 0)
            return null;
        if (LimitOf(limits, fund, decider) is not { } limit)
            return new("You have no approval level for this fund, so someone with one must decide");
        return limit.UpTo is { } most && amount > most
            ? new($"These grants add up to {amount}, and you may decide up to {most}. Someone with a higher approval level must decide")
            : null;
    }

    /// <summary>The most that this person may decide in one decision, in pence; null: any amount, or nothing at all without a
    /// level.</summary>
    public static Money? MostToDecide(IReadOnlyCollection<ApprovalLimit> limits, Guid fund, Guid decider) =>
        LimitOf(limits, fund, decider)?.UpTo;

    private static ApprovalLimit? LimitOf(IReadOnlyCollection<ApprovalLimit> limits, Guid fund, Guid decider)
    {
        var own = limits.Where(limit => limit.PersonId == decider).ToList();
        return own.FirstOrDefault(limit => limit.FundId == fund) ?? own.FirstOrDefault(limit => limit.FundId is null);
    }

    /// <summary>Null when what was chosen for the paper agrees with the lines that were changed.</summary>
    /// <param name="changed">References of the lines that are not as recommended.</param>
    public static Refusal? WhyWayDisagrees(DecisionWay? way, IReadOnlyCollection<string> changed, string field) =>
        way is null ? new("Choose whether to decide as recommended", field)
        : way == DecisionWay.AsRecommended && changed.Count > 0
            ? new(
                $"You changed {string.Join(", ", changed)}. Choose to decide with changes, or put {(changed.Count == 1 ? "it" : "them")} back as recommended",
                field
            )
        : way == DecisionWay.WithChanges && changed.Count == 0
            ? new Refusal("You have changed nothing. Choose to decide as recommended, or press Change beside an application", field)
        : null;

    /// <summary>What is missing in the decision on one application: a departure from the recommendation needs a reason (R59), and it fits
    /// the letter.</summary>
    /// <param name="field">Where the reason is typed; null: not on this page.</param>
    public static Refusal? WhyLineIsIncomplete(DecisionOnApplication line, string? field) =>
        line.Departs && string.IsNullOrWhiteSpace(line.Reason)
            ? new(
                line.DeferredUntil is not null ? $"Say why you defer {line.Reference}"
                    : line.Fund && line.Recommended ? $"Say why you decide another amount than was recommended for {line.Reference}"
                    : $"Say why you depart from the recommendation for {line.Reference}",
                field
            )
        : line.Reason?.Trim().Length > LongestReason
            ? new($"The reason for {line.Reference} has {line.Reason.Trim().Length:N0} characters. Shorten it to {LongestReason:N0}", field)
        : line.Condition?.Trim().Length > LongestReason
            ? new Refusal(
                $"The condition for {line.Reference} has {line.Condition.Trim().Length:N0} characters. Shorten it to {LongestReason:N0}",
                field is null ? null : nameof(line.Condition)
            )
        : null;

    /// <summary>The longest reason or condition of one application, in characters.</summary>
    public const int LongestReason = 1000;

    /// <summary>Each line is complete, and the funded amounts fit the pot.</summary>
    public static IReadOnlyList<Refusal> WhyDecisionIsIncomplete(IReadOnlyList<DecisionOnApplication> lines, Money pot)
    {
        var refusals = lines.Select(line => WhyLineIsIncomplete(line, null)).OfType<Refusal>().ToList();
        var total = lines.Where(line => line.Fund).Sum(line => line.Amount);
        if (total > pot)
            refusals.Add(new($"The applications you chose add up to {total}, which is {total - pot} more than the {pot} in the pot"));
        return refusals;
    }

    /// <summary>Null when a decision can be put off until this day.</summary>
    public static Refusal? WhyCannotDefer(DateOnly? until, DateOnly today, string field) =>
        until is not { } day ? new("Enter the day until which the decision is deferred", field)
        : day <= today ? new("The day until which a decision is deferred must be after today", field)
        : day > today.AddYears(1) ? new Refusal("A decision can be deferred by a year at most", field)
        : null;

    /// <summary>Null when this person may decide an application that was deferred.</summary>
    /// <param name="untold">The letter about the deferral is made and not sent.</param>
    public static Refusal? WhyCannotDecideDeferred(bool deferred, bool withdrawn, bool untold, Guid recommendedBy, Guid person) =>
        !deferred ? new("The decision on this application is not deferred")
        : recommendedBy == person ? new("You made the recommendation, so someone else must decide")
        : withdrawn ? new("This application was withdrawn")
        : untold ? new Refusal("The letter about the deferral has not been sent yet, so correct the decision itself")
        : null;
}
