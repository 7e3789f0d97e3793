namespace Commissioning.Domain.Funds;

public static class RoundRules
{
    /// <summary>The phase at an instant (UTC). The round is open from the opening second to the closing second, both included
    /// (R4).</summary>
    public static RoundPhase PhaseAt(Round round, DateTime now)
    {
        if (round.WithdrawnAt is not null)
            return RoundPhase.Withdrawn;
        // A rolling round stays open to applicants while earlier applications are decided.
        if (round.Policy.Rolling && round.PublishedAt is not null && now >= round.OpensAt && !HasClosed(round, now))
            return RoundPhase.Open;
        if (round.LettersReleasedAt is not null && !(round.Policy.Rolling && round.IsRecommended))
            return RoundPhase.Announced;
        if (round.DecidedAt is not null)
            return RoundPhase.Decided;
        if (round.RecommendedAt is not null)
            return RoundPhase.Recommended;
        if (round.PublishedAt is null)
            return RoundPhase.Draft;
        if (now < round.OpensAt)
            return RoundPhase.Planned;
        return HasClosed(round, now) ? RoundPhase.CheckPlan : RoundPhase.Open;
    }

    /// <summary>True from one second after the closing time: an application sent exactly at closing is in time.</summary>
    public static bool HasClosed(Round round, DateTime now) => now > round.ClosesAt;

    /// <summary>How long applicants have, such as "28 days left"; on the last day "closes today". Empty once it has closed.</summary>
    public static string TimeLeft(DateTime closesAt, DateTime now) =>
        now > closesAt
            ? ""
            : (LondonTime.DateOf(closesAt).DayNumber - LondonTime.DateOf(now).DayNumber) switch
            {
                0 => "closes today",
                1 => "1 day left",
                var days => $"{days} days left",
            };

    /// <summary>Applications are scored and decided after the round closes; in a rolling round, from opening (R3).</summary>
    public static bool MayAssess(Round round, DateTime now) =>
        round.WithdrawnAt is null
        && (HasClosed(round, now) || (round.Policy.Rolling && round.PublishedAt is not null && now >= round.OpensAt));

    /// <summary>Null unless the round was withdrawn.</summary>
    public static Refusal? WhyWithdrawn(Round round) =>
        round.WithdrawnAt is { } at ? new($"This round was withdrawn on {LondonTime.Date(at)}") : null;

    /// <summary>Null when applications of the round may be assessed; otherwise why not yet, or no more.</summary>
    public static Refusal? WhyCannotAssess(Round round, DateTime now) =>
        WhyWithdrawn(round) ?? (MayAssess(round, now) ? null : new($"The round is open until {LondonTime.DateAndTime(round.ClosesAt)}"));

    public static string Name(RoundPhase phase) =>
        phase switch
        {
            RoundPhase.Draft => "Being built",
            RoundPhase.CheckPlan => "Closed, being assessed",
            RoundPhase.Announced => "Results announced",
            _ => phase.ToString(),
        };

    /// <summary>Null when the round may be changed. A published round is frozen (R1); what may be changed later is an amendment.</summary>
    public static Refusal? WhyCannotChange(Round round) =>
        round.PublishedAt is { } published ? new($"This round was published on {LondonTime.Date(published)} and cannot be changed") : null;

    /// <summary>Every reason why the round cannot be published; empty when it can.</summary>
    public static IReadOnlyList<Refusal> WhyCannotPublish(RoundSetup setup, DateTime now) =>
        WhyCannotChange(setup.Round) is { } frozen
            ? [frozen]
            : Enum.GetValues<RoundPart>().SelectMany(part => WhyPartIsNotReady(part, setup, now)).ToList();

    /// <summary>What is missing or wrong in a part of a round that is being built; empty when the part is ready.</summary>
    public static IReadOnlyList<Refusal> WhyPartIsNotReady(RoundPart part, RoundSetup setup, DateTime now)
    {
        var refusals = new List<Refusal>();
        void Unless(bool right, string sentence)
        {
            if (!right)
                refusals.Add(new(sentence));
        }

        var round = setup.Round;
        switch (part)
        {
            case RoundPart.Details:
                Unless(round.ClosesAt > now, "The closing time must be in the future");
                refusals.AddRange(WhyDatesAreWrong(round));
                Unless(setup.Priorities.Count > 0, "Add at least one priority");
                Unless(!setup.Zones.Any(zone => zone.Contains(';')), "Name the zones without a semicolon");
                break;
            case RoundPart.Policy:
                refusals.AddRange(
                    PolicyRules
                        .WhyPolicyIsWrong(round.Policy, round.Pot, setup.Priorities, setup.Zones)
                        .Select(refusal => new Refusal($"How applications are decided: {refusal.Sentence}"))
                );
                break;
            case RoundPart.Criteria:
                var weights = setup.Criteria.Sum(criterion => criterion.Weight);
                Unless(setup.Criteria.Count > 0, "Add at least one criterion for the panel to score");
                Unless(setup.Criteria.Count == 0 || weights == 100, $"The criteria's weights must add up to 100. They add up to {weights}");
                foreach (var criterion in setup.Criteria)
                {
                    if (CriterionRules.WhyScaleIsWrong(criterion.Least, criterion.Greatest) is { } wrong)
                        Unless(false, $"{wrong} for {criterion.Name}");
                    Unless(
                        criterion.Scores.All(score =>
                            setup.Anchors.Any(anchor =>
                                anchor.CriterionId == criterion.Id && anchor.Score == score && anchor.Wording.Length > 0
                            )
                        ),
                        $"Say in words what each score from {criterion.ScaleInWords} means for {criterion.Name}"
                    );
                }
                break;
            case RoundPart.Form:
                Unless(setup.Questions.Count > 0, "Add at least one question");
                foreach (var criterion in setup.Criteria)
                    Unless(
                        setup.Questions.Any(question => question.Settings.Criterion == criterion.Code),
                        $"No question asks about {criterion.Name}, which is {criterion.Weight}% of the score. Choose the criterion at the question that it judges."
                    );
                refusals.AddRange(
                    FormRules.WhyFormIsWrong(setup.Questions, setup.Documents).Select(refusal => new Refusal(refusal.Sentence))
                );
                break;
            case RoundPart.Eligibility:
                Unless(setup.Eligibility.Count > 0, "Add at least one eligibility question");
                break;
            case RoundPart.Panel:
                Unless(setup.Panel.Count >= 2, "Choose at least two panel members");
                break;
        }
        return refusals;
    }

    /// <summary>Dates and amounts that contradict each other, each with its form field.</summary>
    public static IReadOnlyList<Refusal> WhyDatesAreWrong(Round round)
    {
        var refusals = new List<Refusal>();
        if (round.ClosesAt <= round.OpensAt)
            refusals.Add(new("The round must close after it opens", nameof(Round.ClosesAt)));
        if (round.ScoringClosesAt <= round.ClosesAt)
            refusals.Add(new("Scoring must close after the round does", nameof(Round.ScoringClosesAt)));
        if (round.ProjectsEndBy < round.ProjectsStartOn)
            refusals.Add(new("Projects must end after they start", nameof(Round.ProjectsEndBy)));
        if (round.Pot <= Money.Zero)
            refusals.Add(new("The pot must be more than £0.00", nameof(Round.Pot)));
        if (round.MaximumGrant <= Money.Zero || round.MaximumGrant > round.Pot)
            refusals.Add(new("The largest grant must be more than £0.00 and no more than the pot", nameof(Round.MaximumGrant)));
        if (round.MinimumGrant > round.MaximumGrant)
            refusals.Add(new("The smallest grant must not be more than the largest", nameof(Round.MinimumGrant)));
        if (round.AcceptWithinDays is < 1 or > 365)
            refusals.Add(new("Give applicants between 1 and 365 days to accept", nameof(Round.AcceptWithinDays)));
        return refusals;
    }

    /// <summary>Fewer than three assessors make a weak panel (R49): a warning, not a refusal.</summary>
    public static string? PanelWarning(int members) =>
        members is > 0 and < 3
            ? "A panel of two cannot tell a difference of opinion from a mistake. Choose three or more if you can."
            : null;
}
