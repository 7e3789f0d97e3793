using Commissioning.Domain.Moderation;

namespace Commissioning.Domain.Tests.Moderation;

public sealed class PanelHealthTests
{
    /// <summary>Rows are applications; null is a missing score.</summary>
    private static ScoreGrid Grid(params double?[][] rows) =>
        new(
            rows.Length,
            rows.Max(row => row.Length),
            rows.SelectMany(
                (row, application) =>
                    row.Select((value, assessor) => (application, assessor, value))
                        .Where(score => score.value is not null)
                        .Select(score => (score.application, score.assessor, score.value!.Value))
            )
        );

    private static double?[][] Turned(params double?[][] columns) =>
        Enumerable.Range(0, columns[0].Length).Select(i => columns.Select(column => column[i]).ToArray()).ToArray();

    private static readonly ScoreGrid ShroutFleiss = Grid(
        [9, 2, 5, 8],
        [6, 1, 3, 2],
        [8, 4, 6, 8],
        [7, 1, 2, 6],
        [10, 5, 6, 9],
        [6, 2, 4, 7]
    );

    [Fact]
    public void Intraclass_correlations_agree_with_Shrout_and_Fleiss_1979_table_4()
    {
        var health = PanelHealth.Of(ShroutFleiss);
        Assert.Equal((0.17, 0.29, 0.71), (Two(health.OneAssessor.Model1), Two(health.OneAssessor.Model2), Two(health.OneAssessor.Model3)));
        Assert.Equal((0.44, 0.62, 0.91), (Two(health.Average.Model1), Two(health.Average.Model2), Two(health.Average.Model3)));
    }

    [Fact]
    public void Krippendorffs_alpha_agrees_with_his_2011_example_C()
    {
        // Four observers, twelve units, gaps: ordinal .815, interval .849.
        double? n = null;
        var health = PanelHealth.Of(
            Grid(
                Turned(
                    [1, 2, 3, 3, 2, 1, 4, 1, 2, n, n, n],
                    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, n, 3],
                    [n, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, n],
                    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, n]
                )
            )
        );
        Assert.Equal(0.815, Math.Round(health.AlphaOrdinal!.Value, 3));
        Assert.Equal(0.849, Math.Round(health.AlphaInterval!.Value, 3));
    }

    [Fact]
    public void Kendalls_W_agrees_with_Siegel_1956_with_and_without_ties()
    {
        Assert.Equal(0.16, Two(PanelHealth.Of(Grid(Turned([1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]))).KendallW));
        var tied = PanelHealth.Of(
            Grid(
                Turned(
                    [1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10],
                    [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5],
                    [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10]
                )
            )
        );
        Assert.Equal(0.828, Math.Round(tied.KendallW!.Value, 3));
    }

    [Fact]
    public void Panel_health_is_null_where_the_scores_do_not_define_it()
    {
        static object? All(PanelHealth health) =>
            (
                health.OneAssessor.Model1
                ?? health.OneAssessor.Model2
                ?? health.OneAssessor.Model3
                ?? health.Average.Model1
                ?? health.Average.Model2
                ?? health.Average.Model3
                ?? health.KendallW
                ?? health.AlphaOrdinal
                ?? health.AlphaInterval
            );
        Assert.Null(All(PanelHealth.Of(Grid([65.3, 65.3, 65.3], [65.3, 65.3, 65.3], [65.3, 65.3, 65.3])))); // No spread.
        Assert.Null(All(PanelHealth.Of(Grid([3], [4], [5])))); // One assessor.
        Assert.Null(All(PanelHealth.Of(Grid([3, null], [null, 4])))); // No application in common.
        Assert.Null(All(PanelHealth.Of(new ScoreGrid(2, 3, [])))); // No scores.
        Assert.Null(PanelHealth.Of(Grid([3, 4])).KendallW); // One application.
    }

    [Fact]
    public void Panel_health_gives_each_assessor_a_mean_spread_consistency_and_strictness()
    {
        var assessors = PanelHealth.Of(ShroutFleiss).ByAssessor;
        Assert.Equal([7.67, 2.5, 4.33, 6.67], assessors.Select(assessor => Two(assessor.Mean)));
        Assert.Equal(1.63, Two(assessors[0].Spread)); // 9 6 8 7 10 6 by hand: squares about 7.667 add up to 13.333; / 5; root.
        // For a complete grid: the mean less 5.2917.
        Assert.Equal([2.38, -2.79, -0.96, 1.38], assessors.Select(assessor => Two(assessor.Strictness)));
        // First assessor with the mean of the others (5, 2, 6, 3, 6.667, 4.333): 11.667 over the root of 13.333 x 15.722 by hand.
        Assert.Equal(0.81, Two(assessors[0].Consistency));
        // Nothing is missing, so nothing is adjusted.
        Assert.All(PanelHealth.Of(ShroutFleiss).ByApplication, application => Assert.Null(application.Adjusted));
    }

    [Fact]
    public void A_lenient_assessors_missing_score_changes_only_the_adjusted_mean()
    {
        // The third assessor scores ten higher than the others, and did not score the last application.
        var health = PanelHealth.Of(Grid([50, 50, 60], [60, 60, 70], [70, 70, null]));
        Assert.Equal(70, health.ByApplication[2].Mean);
        Assert.Equal(73.33, Two(health.ByApplication[2].Adjusted));
        Assert.Null(health.ByApplication[0].Adjusted);
        // Where no scores connect the assessors there is nothing to fit.
        Assert.Null(PanelHealth.Of(Grid([50, 60, null, null], [null, null, 50, 60])).ByAssessor[0].Strictness);
    }

    [Fact]
    public void Panel_health_does_not_depend_on_order_and_a_constant_changes_no_correlation()
    {
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            var scores = (
                from application in Enumerable.Range(0, 12)
                from assessor in Enumerable.Range(0, 5)
                where random.Next(10) > 0
                select (application, assessor, Value: (double)random.Next(0, 101))
            ).ToList();
            var one = PanelHealth.Of(new(12, 5, scores));
            var shuffled = PanelHealth.Of(new(12, 5, scores.OrderBy(_ => random.Next())));
            Assert.Equal(one.ByApplication, shuffled.ByApplication);
            Assert.Equal(one.ByAssessor, shuffled.ByAssessor);
            Assert.Equal(
                (one.OneAssessor, one.Average, one.KendallW, one.AlphaOrdinal, one.AlphaInterval),
                (shuffled.OneAssessor, shuffled.Average, shuffled.KendallW, shuffled.AlphaOrdinal, shuffled.AlphaInterval)
            );
            var relabelled = PanelHealth.Of(new(12, 5, scores.Select(score => (score.application, 4 - score.assessor, score.Value))));
            Same(one.AlphaInterval, relabelled.AlphaInterval);
            Same(one.KendallW, relabelled.KendallW);
            var raised = PanelHealth.Of(new(12, 5, scores.Select(score => (score.application, score.assessor, score.Value + 7))));
            Same(one.AlphaInterval, raised.AlphaInterval);
            Same(one.OneAssessor.Model2, raised.OneAssessor.Model2);
            var strict = PanelHealth.Of(
                new(12, 5, scores.Select(score => (score.application, score.assessor, score.Value + (score.assessor == 2 ? 7 : 0))))
            );
            Same(one.OneAssessor.Model3, strict.OneAssessor.Model3); // The third model ignores strictness.
            Same(one.KendallW, strict.KendallW);
        }
    }

    [Fact]
    public void Krippendorffs_alpha_agrees_with_its_definition_pair_by_pair()
    {
        var random = new Random(8);
        for (var i = 0; i < 30; i++)
        {
            var scores = (
                from application in Enumerable.Range(0, 9)
                from assessor in Enumerable.Range(0, 4)
                where random.Next(4) > 0
                select (application, assessor, Value: (double)random.Next(0, 6))
            ).ToList();
            var units = scores
                .GroupBy(score => score.application)
                .Where(unit => unit.Count() > 1)
                .Select(unit => unit.Select(score => score.Value).ToArray())
                .ToList();
            var all = units.SelectMany(unit => unit).ToList();
            double Interval(double a, double b) => (a - b) * (a - b);
            double Ordinal(double a, double b)
            {
                var (low, high) = (Math.Min(a, b), Math.Max(a, b));
                var between =
                    Enumerable.Range((int)low, (int)high - (int)low + 1).Sum(value => all.Count(other => other == value))
                    - (all.Count(other => other == low) + all.Count(other => other == high)) / 2.0;
                return between * between;
            }
            double Alpha(Func<double, double, double> distance)
            {
                var observed =
                    units.Sum(unit =>
                        (
                            from a in Enumerable.Range(0, unit.Length)
                            from b in Enumerable.Range(0, unit.Length)
                            where a != b
                            select distance(unit[a], unit[b])
                        ).Sum() / (unit.Length - 1)
                    ) / all.Count;
                var expected =
                    (
                        from a in Enumerable.Range(0, all.Count)
                        from b in Enumerable.Range(0, all.Count)
                        where a != b
                        select distance(all[a], all[b])
                    ).Sum() / ((double)all.Count * (all.Count - 1));
                return 1 - observed / expected;
            }
            var health = PanelHealth.Of(new(9, 4, scores));
            Same(Alpha(Interval), health.AlphaInterval);
            Same(Alpha(Ordinal), health.AlphaOrdinal);
        }
    }

    private static double? Two(double? value) => value is { } given ? Math.Round(given, 2) : null;

    private static void Same(double? expected, double? actual) =>
        Assert.True(
            expected is null ? actual is null : actual is { } value && Math.Abs(expected.Value - value) < 1e-9,
            $"{expected} and {actual}"
        );
}
