namespace Commissioning.Domain.CspBudgets;

/// <summary>Shares out a pot so that the parts add up to it exactly (R80).</summary>
public static class ProRata
{
    /// <summary>Each part is its share rounded down to whole pence; the remaining pennies go one each to the largest fractions cut off, the
    /// earlier first among equals (largest remainder). Weights are zero or more, and at least one is positive.</summary>
    public static IReadOnlyList<(Money Part, bool GotOddPenny)> Share(Money pot, IReadOnlyList<Fraction> weights)
    {
        var total = weights.Aggregate(Fraction.Zero, (sum, weight) => sum + weight);
        var exact = weights.Select(weight => new Fraction(pot.Pence, 1) * weight / total).ToList();
        var cut = exact.Select(share => (long)(share.Numerator / share.Denominator)).ToList();
        var odd = (int)(pot.Pence - cut.Sum());
        var lucky = exact
            .Select((share, i) => (CutOff: share - new Fraction(cut[i], 1), i))
            .OrderByDescending(pair => pair.CutOff)
            .ThenBy(pair => pair.i)
            .Take(odd)
            .Select(pair => pair.i)
            .ToHashSet();
        return cut.Select((pence, i) => (new Money(pence + (lucky.Contains(i) ? 1 : 0)), lucky.Contains(i))).ToList();
    }
}
