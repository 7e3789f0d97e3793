using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Scoring;

/// <summary>Exact arithmetic from scores to percentages (R47, R48).</summary>
public static class ScoreArithmetic
{
    public const int MaximumScore = 5;

    /// <summary>The percentage for a submitted sheet's total (the sum of weight x score).</summary>
    public static Fraction PercentOf(int total) => new(total, MaximumScore);

    /// <summary>The percentage for one score per criterion: the sum of weight x score / 5. Null when a criterion has none, because blank is
    /// not zero.</summary>
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

    /// <summary>The mean score of each criterion over the assessors who scored it. A criterion without scores is left out.</summary>
    public static IReadOnlyDictionary<Guid, Fraction> Means(IEnumerable<(Guid Criterion, int Value)> scores) =>
        scores
            .GroupBy(score => score.Criterion)
            .ToDictionary(group => group.Key, group => Fraction.Mean(group.Select(score => (Fraction)score.Value).ToList())!.Value);
}
