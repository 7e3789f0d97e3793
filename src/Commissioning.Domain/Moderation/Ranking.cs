using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Moderation;

/// <summary>Ranks, threshold and pot of a round, in exact arithmetic.</summary>
public static class Ranking
{
    /// <summary>Takes the applications by rank and funds each that reaches the threshold, has no failed check, breaks no limit and fits
    /// what is left: first its reserved part of the pot, then the open part (R5, R52, R53). Equal percentages are separated by the round's
    /// tie-break steps, and each step is recorded. An application below the threshold is not funded even if money remains (R55).</summary>
    /// <param name="earlier">Applications of a rolling round funded before: they use the pot and count towards the limits.</param>
    /// <param name="drawSeed">The seed of the draw; null until it is recorded.</param>
    public static Fitting Fit(
        IReadOnlyCollection<RankedApplication> applications,
        Fraction threshold,
        Money pot,
        RoundPolicy? policy = null,
        IReadOnlyCollection<RankedApplication>? earlier = null,
        string? drawSeed = null
    )
    {
        var state = new ThresholdLine(policy ?? new(), threshold, pot, earlier ?? [], drawSeed);
        var rank = 1;
        foreach (
            var tied in applications
                .Where(application => application.Percent is not null)
                .GroupBy(application => application.Percent!.Value)
                .OrderByDescending(group => group.Key)
        )
        {
            state.Take(tied.OrderBy(application => application.Number).ToList(), rank);
            rank += tied.Count();
        }
        foreach (
            var application in applications.Where(application => application.Percent is null).OrderBy(application => application.Number)
        )
            state.Fitted.Add(new(application, 0, FitResult.NotScored, "No agreed score"));
        return new(state.Fitted, state.Ties, state.DrawNeeded, state.Parts(pot));
    }

    /// <summary>The place in a draw: the lowest SHA-256 of "seed/reference" comes first, so that anyone can repeat it.</summary>
    public static string DrawNumber(string seed, string reference) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed.Trim()}/{reference}")));

    /// <summary>How many applications are at or above each band's edge and below the one before, highest first; for example 70, 60, 40,
    /// 0.</summary>
    public static IReadOnlyList<(int AtLeast, int Count)> Bands(IEnumerable<Fraction> percents, IReadOnlyList<int> bands)
    {
        var all = percents.ToList();
        return bands.Select((band, i) => (band, all.Count(percent => percent >= band && (i == 0 || percent < bands[i - 1])))).ToList();
    }

    private sealed class ThresholdLine
    {
        private readonly RoundPolicy policy;
        private readonly Fraction threshold;
        private readonly string? drawSeed;
        private readonly Dictionary<string, Money> shares;
        private readonly List<RankedApplication> funded = [];
        private Money open;
        private RankedApplication? stoppedAt;

        public ThresholdLine(RoundPolicy policy, Fraction threshold, Money pot, IEnumerable<RankedApplication> earlier, string? drawSeed)
        {
            (this.policy, this.threshold, this.drawSeed) = (policy, threshold, drawSeed);
            shares = policy.Shares.ToDictionary(share => share.Name, share => share.Amount);
            open = pot - policy.Shares.Sum(share => share.Amount);
            foreach (var application in earlier)
                Fund(application);
        }

        public List<FittedApplication> Fitted { get; } = [];
        public List<string> Ties { get; } = [];
        public bool DrawNeeded { get; private set; }

        public IReadOnlyList<PotPart> Parts(Money pot) =>
            policy.Shares.Count == 0
                ? []
                :
                [
                    .. policy.Shares.Select(share => new PotPart(share.Name, share.Amount, shares[share.Name])),
                    new PotPart("Open to all", pot - policy.Shares.Sum(share => share.Amount), open),
                ];

        public void Take(List<RankedApplication> tied, int rank)
        {
            var undrawn = new List<FittedApplication>();
            while (tied.Count > 0)
            {
                var (application, by) = First(tied);
                tied.Remove(application);
                if (tied.Count > 0 && application.Percent >= threshold)
                    Ties.Add(
                        $"{application.Reference} before {string.Join(", ", tied.Select(other => other.Reference))} at {application.Percent!.Value.ToPercent()}: {(by is { } rung ? $"{PolicyRules.Name(rung)}{Detail(rung, application)}" : "no step separates them and no draw is recorded, so they are in order of application number for now")}"
                    );
                var (result, reason) = Decide(application);
                if (result == FitResult.Fund)
                    Fund(application);
                Fitted.Add(new(application, rank, result, reason));
                if (by is null && (tied.Count > 0 || undrawn.Count > 0))
                    undrawn.Add(Fitted[^1]);
            }
            DrawNeeded |= undrawn.Select(application => application.Result == FitResult.Fund).Distinct().Count() > 1;
        }

        private string Detail(TieRung rung, RankedApplication application) =>
            rung switch
            {
                TieRung.HeaviestCriterion when application.ByWeight.Count > 0 => $" ({application.ByWeight[0].ToString(2)})",
                TieRung.Draw => $" (number {DrawNumber(drawSeed!, application.Reference)[..8]})",
                _ => "",
            };

        private (RankedApplication Application, TieRung? By) First(List<RankedApplication> tied)
        {
            TieRung? by = null;
            IReadOnlyList<RankedApplication> left = tied;
            foreach (var rung in policy.TieLadder)
            {
                if (left.Count == 1)
                    break;
                var best = Best(rung, left);
                if (best.Count < left.Count)
                    (left, by) = (best, rung);
            }
            return (left[0], left.Count == 1 ? by : null);
        }

        private IReadOnlyList<RankedApplication> Best(TieRung rung, IReadOnlyList<RankedApplication> tied)
        {
            switch (rung)
            {
                case TieRung.HeaviestCriterion:
                    return Highest(tied, 0);
                case TieRung.NextCriterion:
                    for (var i = 1; i < tied.Min(application => application.ByWeight.Count) && tied.Count > 1; i++)
                        tied = Highest(tied, i);
                    return tied;
                case TieRung.PriorityOrAreaNotYetFunded:
                    return AnyOrAll(
                        tied,
                        application =>
                            funded.All(one => one.Priority != application.Priority) || funded.All(one => one.Area != application.Area)
                    );
                case TieRung.NotFundedInTwelveMonths:
                    return AnyOrAll(tied, application => !application.FundedLately);
                default:
                    return drawSeed is null
                        ? tied
                        : [tied.MinBy(application => DrawNumber(drawSeed, application.Reference), StringComparer.Ordinal)!];
            }
        }

        private static IReadOnlyList<RankedApplication> Highest(IReadOnlyList<RankedApplication> tied, int criterion)
        {
            if (tied.Any(application => application.ByWeight.Count <= criterion))
                return tied;
            var most = tied.Max(application => application.ByWeight[criterion]);
            return tied.Where(application => application.ByWeight[criterion] == most).ToList();
        }

        private static IReadOnlyList<RankedApplication> AnyOrAll(
            IReadOnlyList<RankedApplication> tied,
            Func<RankedApplication, bool> prefer
        ) => tied.Where(prefer).ToList() is { Count: > 0 } preferred ? preferred : tied;

        private (FitResult, string) Decide(RankedApplication application)
        {
            var percent = application.Percent!.Value;
            if (application.FailedPassFail is { } passFail)
                return (FitResult.FailedPassFail, $"Fails {passFail}, which an application must pass whatever its score");
            if (percent < threshold)
                return (FitResult.BelowThreshold, $"Scored {percent.ToPercent()}, below the threshold of {threshold.ToPercent()}");
            if (application.FailedCheck)
                return (FitResult.FailedCheck, "Failed a due diligence check");
            if (policy.Limits.Select(limit => WhyOver(limit, application)).FirstOrDefault(over => over is not null) is { } limited)
                return (FitResult.OverLimit, limited);
            if (stoppedAt is not null)
                return (FitResult.PotSpent, $"Funding stopped at {stoppedAt.Reference}, which asked for more than was left");
            var left = SharesOf(application).Sum(share => shares[share]) + open;
            if (application.Amount > left)
            {
                if (policy.WhenTooLarge == WhenTooLarge.Stop)
                    stoppedAt = application;
                return (
                    FitResult.PotSpent,
                    $"Asked for {application.Amount} when {left} of the pot was left{(policy.Shares.Count > 0 ? " for it" : "")}"
                );
            }
            return (FitResult.Fund, $"Scored {percent.ToPercent()}, at or above the threshold of {threshold.ToPercent()}");
        }

        private string? WhyOver(Limit limit, RankedApplication application)
        {
            var (key, name) = KeyOf(limit.By, application);
            var before = funded.Where(one => KeyOf(limit.By, one).Key == key).ToList();
            var who = string.Join(", ", before.Select(one => one.Reference));
            if (limit.MostApplications is { } applications && before.Count >= applications)
                return $"Displaced by the limit of {applications} {(applications == 1 ? "application" : "applications")} for one {PolicyRules.Name(limit.By)}: {name} has {who}";
            if (limit.MostMoney is { } money && before.Sum(one => one.Amount) + application.Amount > money)
                return $"Displaced by the limit of {money} for one {PolicyRules.Name(limit.By)}: {name} has {before.Sum(one => one.Amount)}{(who.Length > 0 ? $" ({who})" : "")}";
            return null;
        }

        private static (string Key, string Name) KeyOf(LimitBy by, RankedApplication application) =>
            by switch
            {
                LimitBy.Area => (application.Area, application.Area),
                LimitBy.Priority => (application.Priority, application.Priority),
                _ => (application.Organisation.ToString(), application.OrganisationName),
            };

        private IEnumerable<string> SharesOf(RankedApplication application) =>
            (
                policy.RingFence switch
                {
                    RingFence.Priority => [application.Priority],
                    RingFence.Zone => application.Zones,
                    _ => [],
                }
            ).Where(shares.ContainsKey);

        private void Fund(RankedApplication application)
        {
            var due = application.Amount;
            foreach (var share in SharesOf(application))
            {
                var taken = due < shares[share] ? due : shares[share];
                shares[share] -= taken;
                due -= taken;
            }
            open -= due;
            funded.Add(application);
        }
    }
}
