using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

/// <summary>Exact arithmetic from scores to percentages (R47, R48). A criterion's greatest score earns its whole weight and any other its
/// share of it, so that 2 of 4 earns half.</summary>
public static class ScoreArithmetic
{
    /// <summary>The number of parts of a percentage point in which a round keeps its totals: the lowest common multiple of its criteria's
    /// greatest scores, so that every total is whole. 1 when there are none.</summary>
    public static int Unit(IEnumerable<int> greatest) => greatest.Aggregate(1, (unit, score) => unit / Divisor(unit, score) * score);

    /// <summary>The total of a sheet, in parts of a percentage point: the sum of weight x score / greatest score x unit.</summary>
    /// <exception cref="KeyNotFoundException">A criterion has no score.</exception>
    public static int Total(IReadOnlyList<Criterion> criteria, IReadOnlyDictionary<Guid, int> scores)
    {
        var unit = Unit(criteria.Select(criterion => criterion.Greatest));
        return criteria.Sum(criterion => criterion.Weight * scores[criterion.Id] * (unit / criterion.Greatest));
    }

    /// <summary>The percentage of a submitted sheet's total.</summary>
    public static Fraction PercentOf(int total, int unit) => new(total, unit);

    /// <summary>The percentage for one score per criterion: the sum of weight x score / greatest score. Null when a criterion has none,
    /// because blank is not zero.</summary>
    public static Fraction? Percent(IReadOnlyList<Criterion> criteria, IReadOnlyDictionary<Guid, Fraction> points)
    {
        var total = Fraction.Zero;
        foreach (var criterion in criteria)
        {
            if (!points.TryGetValue(criterion.Id, out var given))
                return null;
            total += given * criterion.Weight / criterion.Greatest;
        }
        return total;
    }

    /// <summary>The mean score of each criterion over the assessors who scored it. A criterion without scores is left out.</summary>
    public static IReadOnlyDictionary<Guid, Fraction> Means(IEnumerable<(Guid Criterion, int Value)> scores) =>
        scores
            .GroupBy(score => score.Criterion)
            .ToDictionary(group => group.Key, group => Fraction.Mean(group.Select(score => (Fraction)score.Value).ToList())!.Value);

    private static int Divisor(int one, int other) => other == 0 ? one : Divisor(other, one % other);
}
