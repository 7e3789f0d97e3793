namespace Commissioning.Domain.Moderation;

public enum FitResult { Fund, BelowThreshold, PotSpent, FailedCheck, NotScored }

/// <summary>A bid as the line sees it. Percent is null when it has no complete score.</summary>
public sealed record RankedBid
{
    public required Guid ApplicationId { get; init; }
    public required int Number { get; init; }
    public required Fraction? Percent { get; init; }
    public required Money Amount { get; init; }
    public required bool FailedCheck { get; init; }
}

/// <param name="Rank">1 for the best; equal percentages share a rank; 0 when not scored.</param>
public sealed record FittedBid(RankedBid Bid, int Rank, FitResult Result, string Reason);

/// <summary>The line through a round: ranks, threshold and pot, all on exact arithmetic.</summary>
public static class Ranking
{
    /// <summary>
    /// Takes the bids by rank and funds each that passes the threshold, has no failed check and fits what is left; one that does
    /// not fit is skipped and the next is tried (R52). Equal percentages are taken in order of bid number, and that is said.
    /// A bid below the threshold is not funded even if money remains (R55).
    /// </summary>
    public static IReadOnlyList<FittedBid> Fit(IReadOnlyCollection<RankedBid> bids, Fraction threshold, Money pot)
    {
        var left = pot;
        var fitted = new List<FittedBid>();
        foreach (var (bid, rank) in InOrder(bids))
        {
            var (result, reason) = Decide(bid, threshold, left);
            if (result == FitResult.Fund) left -= bid.Amount;
            fitted.Add(new(bid, rank, result, reason));
        }
        return fitted;
    }

    private static (FitResult, string) Decide(RankedBid bid, Fraction threshold, Money left)
    {
        if (bid.Percent is not { } percent) return (FitResult.NotScored, "No agreed score");
        if (percent < threshold) return (FitResult.BelowThreshold, $"Scored {percent.ToPercent()}, below the threshold of {threshold.ToPercent()}");
        if (bid.FailedCheck) return (FitResult.FailedCheck, "Failed a due diligence check");
        if (bid.Amount > left) return (FitResult.PotSpent, $"Asked for {bid.Amount} when {left} of the pot was left");
        return (FitResult.Fund, $"Scored {percent.ToPercent()}, at or above the threshold of {threshold.ToPercent()}");
    }

    private static IEnumerable<(RankedBid Bid, int Rank)> InOrder(IReadOnlyCollection<RankedBid> bids)
    {
        var ordered = bids.OrderBy(bid => bid.Percent is null).ThenByDescending(bid => bid.Percent ?? Fraction.Zero).ThenBy(bid => bid.Number).ToList();
        var rank = 0;
        for (var i = 0; i < ordered.Count; i++)
        {
            var bid = ordered[i];
            if (i == 0 || bid.Percent != ordered[i - 1].Percent) rank = i + 1;
            yield return (bid, bid.Percent is null ? 0 : rank);
        }
    }

    /// <summary>How many bids are at or above each band and below the one before, highest first; for example 70, 60, 40, 0.</summary>
    public static IReadOnlyList<(int AtLeast, int Count)> Bands(IEnumerable<Fraction> percents, IReadOnlyList<int> bands)
    {
        var all = percents.ToList();
        return bands.Select((band, i) => (band, all.Count(percent => percent >= band && (i == 0 || percent < bands[i - 1])))).ToList();
    }
}
