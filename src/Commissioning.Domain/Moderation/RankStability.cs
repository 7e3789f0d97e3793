using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Moderation;

/// <summary>
/// How much of a list is luck: the round is marked again many times, each bid's score moved by as many marking errors as it has marks, and
/// the line drawn by the round's own rules. An error is what is left of a mark when its bid's mean and its marker's strictness are taken
/// off, widened for what the fit used up. A fixed seed repeats the result. It says nothing of errors that all markers share, and takes a
/// moderated score as no better than a mean.
/// </summary>
public static class RankStability
{
    public const int Rounds = 2000;
    public const double CloseBelow = 0.1,
        CloseAbove = 0.9;

    /// <param name="grid">The original marks as percentages, bids in the order of <paramref name="bids"/>.</param>
    /// <returns>Null where no error can be told from a difference: fewer than two marks of any bid.</returns>
    public static IReadOnlyList<BidStability>? Of(
        IReadOnlyList<RankedBid> bids,
        MarkGrid grid,
        Fraction threshold,
        Money pot,
        RoundPolicy policy,
        IReadOnlyCollection<RankedBid> earlier,
        string? drawSeed,
        ulong seed,
        int rounds = Rounds
    )
    {
        var errors = Errors(grid);
        if (errors.Length == 0)
            return null;
        var funded = new int[bids.Count];
        var places = bids.Select((bid, i) => (bid.ApplicationId, i)).ToDictionary(pair => pair.ApplicationId, pair => pair.i);
        // Each round draws from a stream of its own, so that the number of processors changes nothing.
        Parallel.For(
            0,
            rounds,
            round =>
            {
                var stream = new Stream(seed + (ulong)round * 0x9E3779B97F4A7C15);
                var moved = new RankedBid[bids.Count];
                for (var i = 0; i < moved.Length; i++)
                {
                    var marks = grid.ValuesOf(i).Length;
                    if (bids[i].Percent is not { } percent || marks == 0)
                    {
                        moved[i] = bids[i];
                        continue;
                    }
                    double error = 0;
                    for (var mark = 0; mark < marks; mark++)
                        error += errors[stream.Below(errors.Length)];
                    moved[i] = bids[i] with { Percent = percent + Fraction.OfThousandths((long)Math.Round(1000 * error / marks)) };
                }
                foreach (var bid in Ranking.Fit(moved, threshold, pot, policy, earlier, drawSeed ?? "").Bids)
                    if (bid.Result == FitResult.Fund)
                        Interlocked.Increment(ref funded[places[bid.Bid.ApplicationId]]);
            }
        );
        return bids.Select((bid, i) => new BidStability(bid.ApplicationId, (double)funded[i] / rounds)).ToList();
    }

    private static double[] Errors(MarkGrid grid)
    {
        var strictness = Agreement.Strictness(grid);
        var errors = new List<double>(grid.Marks);
        var fitted = (strictness is null ? 0 : grid.Markers - 1);
        for (var i = 0; i < grid.Bids; i++)
        {
            var row = grid.ValuesOf(i);
            var who = grid.MarkersOf(i);
            if (row.Length < 2)
                continue;
            fitted++;
            double mean = 0;
            for (var a = 0; a < row.Length; a++)
                mean += (row[a] - (strictness?[who[a]] ?? 0)) / row.Length;
            for (var a = 0; a < row.Length; a++)
                errors.Add(row[a] - (strictness?[who[a]] ?? 0) - mean);
        }
        var free = errors.Count - fitted;
        if (free <= 0)
            return [];
        var widen = Math.Sqrt((double)errors.Count / free);
        return errors.Select(error => error * widen).ToArray();
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014), because a library's generator may change and a recorded result must not.</summary>
    private struct Stream(ulong state)
    {
        public int Below(int limit)
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            return (int)Math.BigMul(z, (ulong)limit, out _);
        }
    }
}
