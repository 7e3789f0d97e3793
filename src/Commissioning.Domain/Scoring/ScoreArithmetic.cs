using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

/// <summary>Exact arithmetic from points to percentages (R47, R48).</summary>
public static class ScoreArithmetic
{
    public const int MaximumScore = 5;

    /// <summary>The percentage of a submitted sheet's total, the sum of weight x points.</summary>
    public static Fraction PercentOf(int total) => new(total, MaximumScore);

    /// <summary>
    /// The percentage of some points per criterion: the sum of weight x points / 5. Null when a criterion has no points,
    /// because blank is not zero.
    /// </summary>
    public static Fraction? Percent(IReadOnlyList<Criterion> criteria, IReadOnlyDictionary<Guid, Fraction> points)
    {
        var total = Fraction.Zero;
        foreach (var criterion in criteria)
        {
            if (!points.TryGetValue(criterion.Id, out var given))
                return null;
            total += given * criterion.Weight / MaximumScore;
        }
        return total;
    }

    /// <summary>The plain mean per criterion over the assessors who gave points. A criterion nobody scored is left out.</summary>
    public static IReadOnlyDictionary<Guid, Fraction> Means(IEnumerable<(Guid Criterion, int Value)> scores) =>
        scores
            .GroupBy(score => score.Criterion)
            .ToDictionary(group => group.Key, group => Fraction.Mean(group.Select(score => (Fraction)score.Value).ToList())!.Value);
}
