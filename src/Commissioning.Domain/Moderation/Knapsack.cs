using System.Numerics;

namespace Commissioning.Domain.Moderation;

/// <summary>The best value within the pot: of all sets of applications that the pot can pay for, one with the highest sum of scores, and of
/// those the cheapest. Exact: whole pence and exact fractions, no rounding. Reserved parts and limits are not applied. A what-if only,
/// because it drops better applications for cheaper ones (R52).</summary>
public static class Knapsack
{
    /// <summary>A set that no other beats in both money and scores, as the last application taken and the set before it.</summary>
    private sealed record Chosen(long Pence, BigInteger Worth, int Last, Chosen? Before);

    /// <summary>Method of Nemhauser and Ullmann (1969): the sets that no cheaper set equals are kept while the applications are added one
    /// by one, those with most score for a pound first; a set is dropped once the room that it leaves, filled with the best score for a
    /// pound that is left, could not reach the best set so far.</summary>
    /// <returns>Ids of the applications in the set. Applications without a score are never in it.</returns>
    public static IReadOnlySet<Guid> Fill(IReadOnlyList<RankedApplication> applications, Money pot)
    {
        var scored = applications.Where(one => one.Percent is not null && one.Amount <= pot).ToList();
        var unit = scored.Aggregate(BigInteger.One, (common, one) => Common(common, one.Percent!.Value.Denominator));
        var items = scored
            .Select(one =>
                (one.ApplicationId, one.Amount.Pence, Worth: one.Percent!.Value.Numerator * (unit / one.Percent.Value.Denominator))
            )
            .Where(one => one.Worth > 0)
            .OrderByDescending(one => new Fraction(one.Worth, Math.Max(1, one.Pence)))
            .ToList();
        List<Chosen> sets = [new(0, 0, -1, null)];
        var best = sets[0];
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            var merged = new List<Chosen>(sets.Count * 2);
            // Both lists rise in money, and a set stays only if it is worth more than every cheaper one.
            var (old, with) = (0, 0);
            while (old < sets.Count || with < sets.Count)
            {
                var takeOld = with == sets.Count || old < sets.Count && sets[old].Pence <= sets[with].Pence + item.Pence;
                var next = takeOld
                    ? sets[old++]
                    : new Chosen(sets[with].Pence + item.Pence, sets[with].Worth + item.Worth, i, sets[with++]);
                if (next.Pence > pot.Pence || merged.Count > 0 && next.Worth <= merged[^1].Worth)
                    continue;
                if (merged.Count > 0 && merged[^1].Pence == next.Pence)
                    merged.RemoveAt(merged.Count - 1);
                merged.Add(next);
            }
            if (merged[^1].Worth > best.Worth || merged[^1].Worth == best.Worth && merged[^1].Pence < best.Pence)
                best = merged[^1];
            sets =
                i + 1 == items.Count
                    ? merged
                    : merged
                        .Where(set =>
                            Reach(set, items[i + 1].Pence, items[i + 1].Worth, pot) >= best.Worth * Math.Max(1, items[i + 1].Pence)
                        )
                        .ToList();
        }
        var chosen = new HashSet<Guid>();
        for (var set = best; set is { Last: >= 0 }; set = set.Before)
            chosen.Add(items[set.Last].ApplicationId);
        return chosen;
    }

    /// <summary>What a set could become worth at most, in units of worth times the pence of the next application.</summary>
    private static BigInteger Reach(Chosen set, long pence, BigInteger worth, Money pot) =>
        set.Worth * Math.Max(1, pence) + (pot.Pence - set.Pence) * worth;

    private static BigInteger Common(BigInteger a, BigInteger b) => a / BigInteger.GreatestCommonDivisor(a, b) * b;
}
