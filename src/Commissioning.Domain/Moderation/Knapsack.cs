namespace Commissioning.Domain.Moderation;

/// <summary>The set of applications with the highest sum of scores that the pot can pay for. A what-if only, because it drops better
/// applications for cheaper ones (R52). Costs are rounded up to whole pounds, scores to a thousandth; reserved parts and limits are
/// ignored.</summary>
public static class Knapsack
{
    private const int MostPounds = 2_000_000;

    public static IReadOnlySet<Guid> Fill(IReadOnlyList<RankedApplication> applications, Money pot)
    {
        // A very large pot is counted in larger units, to keep the table small.
        var coin = Math.Max(1, (pot.Pence / 100 + MostPounds - 1) / MostPounds);
        var room = (int)(pot.Pence / 100 / coin);
        if (room <= 0)
            return new HashSet<Guid>();
        var best = new long[room + 1];
        var taken = new System.Collections.BitArray[applications.Count];
        for (var i = 0; i < applications.Count; i++)
        {
            taken[i] = new(room + 1);
            var cost = (applications[i].Amount.Pence + 100 * coin - 1) / (100 * coin);
            if (applications[i].Percent is not { } percent || cost > room)
                continue;
            var worth = (long)(percent.Numerator * 1000 / percent.Denominator) + 1;
            for (var left = room; left >= cost; left--)
                if (best[left - cost] + worth is var with && with > best[left])
                {
                    best[left] = with;
                    taken[i][left] = true;
                }
        }
        var chosen = new HashSet<Guid>();
        var place = room;
        for (var i = applications.Count - 1; i >= 0; i--)
        {
            if (!taken[i][place])
                continue;
            chosen.Add(applications[i].ApplicationId);
            place -= (int)((applications[i].Amount.Pence + 100 * coin - 1) / (100 * coin));
        }
        return chosen;
    }
}
