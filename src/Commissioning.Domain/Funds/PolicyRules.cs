namespace Commissioning.Domain.Funds;

public static class PolicyRules
{
    /// <summary>The most priorities that an application may serve in any round: published files have as many columns.</summary>
    public const int GreatestPriorities = 5;

    /// <summary>Parts of a policy that contradict the round, each with its form field.</summary>
    public static IReadOnlyList<Refusal> WhyPolicyIsWrong(
        RoundPolicy policy,
        Money pot,
        IReadOnlyCollection<string> priorities,
        IReadOnlyCollection<string> zones
    )
    {
        var refusals = new List<Refusal>();
        void Unless(bool right, string sentence, string field)
        {
            if (!right)
                refusals.Add(new(sentence, field));
        }

        var names = policy.RingFence == RingFence.Zone ? zones : priorities;
        Unless(
            policy.RingFence != RingFence.None || policy.Shares.Count == 0,
            "Say whether the parts of the pot are kept by priority or by zone",
            nameof(RoundPolicy.RingFence)
        );
        Unless(
            policy.RingFence == RingFence.None || policy.Shares.Count > 0,
            "Enter the parts of the pot that are kept, one a line",
            nameof(RoundPolicy.Shares)
        );
        foreach (var share in policy.Shares)
        {
            Unless(
                policy.RingFence == RingFence.None || names.Contains(share.Name),
                $"{share.Name} is not a {(policy.RingFence == RingFence.Zone ? "zone" : "priority")} of this round",
                nameof(RoundPolicy.Shares)
            );
            Unless(share.Amount > Money.Zero, $"The part kept for {share.Name} must be more than £0.00", nameof(RoundPolicy.Shares));
        }
        Unless(
            policy.Shares.Select(share => share.Name).Distinct().Count() == policy.Shares.Count,
            "Name each part of the pot once",
            nameof(RoundPolicy.Shares)
        );
        var kept = policy.Shares.Sum(share => share.Amount);
        Unless(
            kept <= pot,
            $"The parts add up to {kept}, which is {(kept > pot ? kept - pot : Money.Zero)} more than the pot of {pot}",
            nameof(RoundPolicy.Shares)
        );
        Unless(
            policy.TieLadder.Distinct().Count() == policy.TieLadder.Count,
            "Choose each step once",
            Refusal.At(nameof(RoundPolicy.TieLadder), 0)
        );
        Unless(
            policy.TieLadder.Count > 0 && policy.TieLadder[^1] == TieRung.Draw,
            "The last step must be the draw, because no other step always separates two applications",
            Refusal.At(nameof(RoundPolicy.TieLadder), 0)
        );
        Unless(
            policy.Bands.Count > 0
                && policy.Bands.All(band => band is > 0 and < 100)
                && policy.Bands.Zip(policy.Bands.Skip(1)).All(pair => pair.First > pair.Second),
            "Enter whole percentages from 99 to 1, highest first, such as 70, 60, 40",
            nameof(RoundPolicy.Bands)
        );
        Unless(
            policy.MostPriorities >= 1 && policy.MostPriorities <= Math.Clamp(priorities.Count, 1, GreatestPriorities),
            $"Enter how many priorities an application may serve, from 1 to {Math.Clamp(priorities.Count, 1, GreatestPriorities)}",
            nameof(RoundPolicy.MostPriorities)
        );
        Unless(
            policy.AssessorsPerApplication is null or >= 2,
            "At least 2 assessors must score each application",
            nameof(RoundPolicy.AssessorsPerApplication)
        );
        Unless(policy.WideSpread is > 0 and <= 100, "Enter a spread from 1 to 100 points", nameof(RoundPolicy.WideSpread));
        Unless(
            policy.Margin is >= 0 and <= 5 && policy.Margin * 100 == decimal.Truncate(policy.Margin * 100),
            "Enter a margin from 0 to 5 points, such as 0.5",
            nameof(RoundPolicy.Margin)
        );
        Unless(policy.Quorum is >= 1 and <= 50, "Enter how many members must be present, from 1 to 50", nameof(RoundPolicy.Quorum));
        Unless(
            policy.LeastScores >= 1 && policy.LeastScores <= Math.Max(2, policy.AssessorsPerApplication ?? 50),
            $"Enter the least number of scores, from 1 to {Math.Max(2, policy.AssessorsPerApplication ?? 50)}",
            nameof(RoundPolicy.LeastScores)
        );
        Unless(
            policy.OverAllocationPercent is >= 0 and <= 25,
            "Enter a whole percentage from 0 to 25",
            nameof(RoundPolicy.OverAllocationPercent)
        );
        Unless(policy.ReserveDays is >= 0 and <= 730, "Enter a number of days from 0 to 730", nameof(RoundPolicy.ReserveDays));
        Unless(
            policy.Tiers.StandardAbove >= Money.Zero
                && policy.Tiers.FullAbove >= policy.Tiers.StandardAbove
                && policy.Tiers.EnhancedAbove >= policy.Tiers.FullAbove,
            "Each tier must start at the same amount as the tier below it, or above it",
            nameof(TierPolicy.EnhancedAbove)
        );
        foreach (var limit in policy.Limits)
        {
            Unless(limit.MostApplications is null or > 0, "The most applications must be 1 or more", $"{limit.By}Applications");
            Unless(limit.MostMoney is not { } most || most > Money.Zero, "The most money must be more than £0.00", $"{limit.By}Money");
        }
        return refusals;
    }

    public static string Name(TieRung rung) =>
        rung switch
        {
            TieRung.HeaviestCriterion => "Higher agreed score on the criterion with most weight",
            TieRung.NextCriterion => "Higher agreed score on the next criteria, by weight",
            TieRung.PriorityOrAreaNotYetFunded => "A priority or an area that no funded application serves yet",
            TieRung.NotFundedInTwelveMonths => "An organisation not funded in the last 12 months",
            _ => "A recorded draw that anyone can repeat",
        };

    public static string Name(LimitBy by) =>
        by switch
        {
            LimitBy.Area => "area",
            LimitBy.Priority => "priority",
            _ => "organisation",
        };

    /// <summary>The rules that a policy adds, as sentences for the guidance.</summary>
    public static IEnumerable<string> InWords(RoundPolicy policy)
    {
        if (policy.Rolling)
            yield return "Applications are decided as they come in, so the money may be awarded before the round closes.";
        if (policy.SecondPersonCertifies)
            yield return "A second person of the organisation certifies the application, which sends it. Plan time for that before the round closes.";
        if (policy.MostPriorities > 1)
            yield return $"A project may serve up to {policy.MostPriorities} of our priorities. You say which one it serves most.";
        foreach (var share in policy.Shares)
            yield return $"{share.Amount.ToShortString()} is kept for {share.Name}.";
        foreach (var limit in policy.Limits)
        {
            if (limit.MostApplications is { } applications)
                yield return $"No more than {applications} {(applications == 1 ? "grant" : "grants")} for one {Name(limit.By)}.";
            if (limit.MostMoney is { } money)
                yield return $"No more than {money.ToShortString()} for one {Name(limit.By)}.";
        }
        yield return policy.WhenTooLarge == WhenTooLarge.Stop
            ? "Funding stops at the first application that asks for more than is left."
            : "If an application asks for more than is left, we pass over it and try the next.";
    }
}
