using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Moderation;

/// <summary>The line through a round: ranks, threshold and pot, all on exact arithmetic.</summary>
public static class Ranking
{
    /// <summary>
    /// Takes the bids by rank and funds each that passes the threshold, has no failed check, breaks no limit and fits what is left for it:
    /// first its own part of the pot, then the open part (R5, R52, R53). Equal percentages are taken by the round's ladder, and each step is
    /// said. A bid below the threshold is not funded even if money remains (R55).
    /// </summary>
    /// <param name="earlier">Bids of a rolling round that were funded before: they have used the pot and count towards the limits.</param>
    /// <param name="drawSeed">Text from which a draw is made; null until it is recorded.</param>
    public static Fitting Fit(
        IReadOnlyCollection<RankedBid> bids,
        Fraction threshold,
        Money pot,
        RoundPolicy? policy = null,
        IReadOnlyCollection<RankedBid>? earlier = null,
        string? drawSeed = null
    )
    {
        var state = new Line(policy ?? new(), threshold, pot, earlier ?? [], drawSeed);
        var rank = 1;
        foreach (
            var tied in bids.Where(bid => bid.Percent is not null).GroupBy(bid => bid.Percent!.Value).OrderByDescending(group => group.Key)
        )
        {
            state.Take(tied.OrderBy(bid => bid.Number).ToList(), rank);
            rank += tied.Count();
        }
        foreach (var bid in bids.Where(bid => bid.Percent is null).OrderBy(bid => bid.Number))
            state.Fitted.Add(new(bid, 0, FitResult.NotScored, "No agreed score"));
        return new(state.Fitted, state.Ties, state.DrawNeeded, state.Parts(pot));
    }

    /// <summary>The place in a draw: the lowest SHA-256 of "seed/reference" comes first, so that anybody can repeat it.</summary>
    public static string DrawNumber(string seed, string reference) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed.Trim()}/{reference}")));

    /// <summary>How many bids are at or above each band and below the one before, highest first; for example 70, 60, 40, 0.</summary>
    public static IReadOnlyList<(int AtLeast, int Count)> Bands(IEnumerable<Fraction> percents, IReadOnlyList<int> bands)
    {
        var all = percents.ToList();
        return bands.Select((band, i) => (band, all.Count(percent => percent >= band && (i == 0 || percent < bands[i - 1])))).ToList();
    }

    private sealed class Line
    {
        private readonly RoundPolicy policy;
        private readonly Fraction threshold;
        private readonly string? drawSeed;
        private readonly Dictionary<string, Money> shares;
        private readonly List<RankedBid> funded = [];
        private Money open;
        private RankedBid? stoppedAt;

        public Line(RoundPolicy policy, Fraction threshold, Money pot, IEnumerable<RankedBid> earlier, string? drawSeed)
        {
            (this.policy, this.threshold, this.drawSeed) = (policy, threshold, drawSeed);
            shares = policy.Shares.ToDictionary(share => share.Name, share => share.Amount);
            open = pot - policy.Shares.Sum(share => share.Amount);
            foreach (var bid in earlier)
                Fund(bid);
        }

        public List<FittedBid> Fitted { get; } = [];
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

        public void Take(List<RankedBid> tied, int rank)
        {
            var undrawn = new List<FittedBid>();
            while (tied.Count > 0)
            {
                var (bid, by) = First(tied);
                tied.Remove(bid);
                if (tied.Count > 0 && bid.Percent >= threshold)
                    Ties.Add(
                        $"{bid.Reference} before {string.Join(", ", tied.Select(other => other.Reference))} at {bid.Percent!.Value.ToPercent()}: {(by is { } rung ? $"{PolicyRules.Name(rung)}{Detail(rung, bid)}" : "no step parts them, and no draw is recorded; by number of the bid until then")}"
                    );
                var (result, reason) = Decide(bid);
                if (result == FitResult.Fund)
                    Fund(bid);
                Fitted.Add(new(bid, rank, result, reason));
                if (by is null && (tied.Count > 0 || undrawn.Count > 0))
                    undrawn.Add(Fitted[^1]);
            }
            DrawNeeded |= undrawn.Select(bid => bid.Result == FitResult.Fund).Distinct().Count() > 1;
        }

        private string Detail(TieRung rung, RankedBid bid) =>
            rung switch
            {
                TieRung.HeaviestCriterion when bid.ByWeight.Count > 0 => $" ({bid.ByWeight[0].ToString(2)})",
                TieRung.Draw => $" (number {DrawNumber(drawSeed!, bid.Reference)[..8]})",
                _ => "",
            };

        private (RankedBid Bid, TieRung? By) First(List<RankedBid> tied)
        {
            TieRung? by = null;
            IReadOnlyList<RankedBid> left = tied;
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

        private IReadOnlyList<RankedBid> Best(TieRung rung, IReadOnlyList<RankedBid> tied)
        {
            switch (rung)
            {
                case TieRung.HeaviestCriterion:
                    return Highest(tied, 0);
                case TieRung.NextCriterion:
                    for (var i = 1; i < tied.Min(bid => bid.ByWeight.Count) && tied.Count > 1; i++)
                        tied = Highest(tied, i);
                    return tied;
                case TieRung.PriorityOrAreaNotYetFunded:
                    return AnyOrAll(
                        tied,
                        bid => funded.All(one => one.Priority != bid.Priority) || funded.All(one => one.Area != bid.Area)
                    );
                case TieRung.NotFundedInTwelveMonths:
                    return AnyOrAll(tied, bid => !bid.FundedLately);
                default:
                    return drawSeed is null ? tied : [tied.MinBy(bid => DrawNumber(drawSeed, bid.Reference), StringComparer.Ordinal)!];
            }
        }

        private static IReadOnlyList<RankedBid> Highest(IReadOnlyList<RankedBid> tied, int criterion)
        {
            if (tied.Any(bid => bid.ByWeight.Count <= criterion))
                return tied;
            var most = tied.Max(bid => bid.ByWeight[criterion]);
            return tied.Where(bid => bid.ByWeight[criterion] == most).ToList();
        }

        private static IReadOnlyList<RankedBid> AnyOrAll(IReadOnlyList<RankedBid> tied, Func<RankedBid, bool> prefer) =>
            tied.Where(prefer).ToList() is { Count: > 0 } preferred ? preferred : tied;

        private (FitResult, string) Decide(RankedBid bid)
        {
            var percent = bid.Percent!.Value;
            if (bid.FailedGate is { } gate)
                return (FitResult.FailedGate, $"Fails {gate}, which a bid must pass whatever its score");
            if (percent < threshold)
                return (FitResult.BelowThreshold, $"Scored {percent.ToPercent()}, below the threshold of {threshold.ToPercent()}");
            if (bid.FailedCheck)
                return (FitResult.FailedCheck, "Failed a due diligence check");
            if (policy.Limits.Select(limit => WhyOver(limit, bid)).FirstOrDefault(over => over is not null) is { } limited)
                return (FitResult.OverLimit, limited);
            if (stoppedAt is not null)
                return (FitResult.PotSpent, $"Funding stopped at {stoppedAt.Reference}, which asked for more than was left");
            var left = SharesOf(bid).Sum(share => shares[share]) + open;
            if (bid.Amount > left)
            {
                if (policy.WhenTooLarge == WhenTooLarge.Stop)
                    stoppedAt = bid;
                return (
                    FitResult.PotSpent,
                    $"Asked for {bid.Amount} when {left} of the pot was left{(policy.Shares.Count > 0 ? " for it" : "")}"
                );
            }
            return (FitResult.Fund, $"Scored {percent.ToPercent()}, at or above the threshold of {threshold.ToPercent()}");
        }

        private string? WhyOver(Limit limit, RankedBid bid)
        {
            var (key, name) = KeyOf(limit.By, bid);
            var before = funded.Where(one => KeyOf(limit.By, one).Key == key).ToList();
            var who = string.Join(", ", before.Select(one => one.Reference));
            if (limit.MostBids is { } bids && before.Count >= bids)
                return $"Displaced by the limit of {bids} {(bids == 1 ? "bid" : "bids")} for one {PolicyRules.Name(limit.By)}: {name} has {who}";
            if (limit.MostMoney is { } money && before.Sum(one => one.Amount) + bid.Amount > money)
                return $"Displaced by the limit of {money} for one {PolicyRules.Name(limit.By)}: {name} has {before.Sum(one => one.Amount)}{(who.Length > 0 ? $" ({who})" : "")}";
            return null;
        }

        private static (string Key, string Name) KeyOf(LimitBy by, RankedBid bid) =>
            by switch
            {
                LimitBy.Area => (bid.Area, bid.Area),
                LimitBy.Priority => (bid.Priority, bid.Priority),
                _ => (bid.Organisation.ToString(), bid.OrganisationName),
            };

        private IEnumerable<string> SharesOf(RankedBid bid) =>
            (
                policy.RingFence switch
                {
                    RingFence.Priority => [bid.Priority],
                    RingFence.Zone => bid.Zones,
                    _ => [],
                }
            ).Where(shares.ContainsKey);

        private void Fund(RankedBid bid)
        {
            var due = bid.Amount;
            foreach (var share in SharesOf(bid))
            {
                var taken = due < shares[share] ? due : shares[share];
                shares[share] -= taken;
                due -= taken;
            }
            open -= due;
            funded.Add(bid);
        }
    }
}
