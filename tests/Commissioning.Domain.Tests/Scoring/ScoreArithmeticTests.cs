using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;

namespace Commissioning.Domain.Tests.Scoring;

public sealed class ScoreArithmeticTests
{
    [RepeatableProperty(200)]
    public Property Highest_scores_give_100_percent_and_lowest_give_0_for_any_weights() =>
        Prop.ForAll(
            Any.Percentages(6),
            weights =>
            {
                var criteria = Rounds.Criteria(weights);
                Assert.Equal(100, ScoreArithmetic.Percent(criteria, criteria.ToDictionary(criterion => criterion.Id, _ => (Fraction)5)));
                Assert.Equal(0, ScoreArithmetic.Percent(criteria, criteria.ToDictionary(criterion => criterion.Id, _ => (Fraction)0)));
            }
        );

    [RepeatableProperty(200)]
    public Property The_percentage_of_mean_scores_equals_the_mean_of_percentages_when_no_score_is_missing() =>
        Prop.ForAll(
            Any.Percentages(6),
            Any.List(Any.List(Any.Number(0, 5), 6, 6), 2, 7),
            (weights, assessors) =>
            {
                var criteria = Rounds.Criteria(weights);
                var sheets = assessors
                    .Select(scores => criteria.Zip(scores).ToDictionary(pair => pair.First.Id, pair => pair.Second))
                    .ToList();
                var ofMeans = ScoreArithmetic.Percent(
                    criteria,
                    ScoreArithmetic.Means(sheets.SelectMany(sheet => sheet.Select(score => (score.Key, score.Value))))
                );
                var meanOf = Fraction.Mean(
                    sheets
                        .Select(sheet =>
                            ScoreArithmetic.Percent(criteria, sheet.ToDictionary(score => score.Key, score => (Fraction)score.Value))!.Value
                        )
                        .ToList()
                );
                Assert.Equal(meanOf, ofMeans);
            }
        );

    [RepeatableProperty(200)]
    public Property The_total_of_a_sheet_is_its_exact_percentage_whatever_the_scales() =>
        Prop.ForAll(
            Any.Percentages(5),
            Any.List(Any.Number(1, CriterionRules.MostGreatest), 5, 5),
            Any.List(Any.Number(0, 1000), 5, 5),
            (weights, greatest, draws) =>
            {
                var criteria = Rounds.Criteria(weights).Zip(greatest, (criterion, most) => criterion with { Greatest = most }).ToList();
                var scores = criteria.Zip(draws).ToDictionary(pair => pair.First.Id, pair => pair.Second % (pair.First.Greatest + 1));
                Assert.Equal(
                    ScoreArithmetic.Percent(criteria, scores.ToDictionary(score => score.Key, score => (Fraction)score.Value)),
                    ScoreArithmetic.PercentOf(
                        ScoreArithmetic.Total(criteria, scores),
                        ScoreArithmetic.Unit(criteria.Select(criterion => criterion.Greatest))
                    )
                );
            }
        );

    [Fact]
    public void A_total_is_whole_on_scales_of_seven_eight_nine_and_ten()
    {
        IReadOnlyList<int> greatest = [7, 8, 9, 10];
        Assert.Equal(2520, ScoreArithmetic.Unit(greatest));
        var criteria = Rounds.Criteria(25, 25, 25, 25).Zip(greatest, (criterion, most) => criterion with { Greatest = most }).ToList();
        var total = ScoreArithmetic.Total(criteria, criteria.ToDictionary(criterion => criterion.Id, _ => 1));
        Assert.Equal(new Fraction(25 * (360 + 315 + 280 + 252), 2520), ScoreArithmetic.PercentOf(total, 2520));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(299, 100, 2)]
    [InlineData(3, 1, 3)]
    [InlineData(4, 1, 4)]
    [InlineData(5, 1, 4)]
    public void A_chart_has_a_step_for_each_whole_score_of_0_to_5_and_the_highest_score_stands_on_the_last(
        int numerator,
        int denominator,
        int step
    ) => Assert.Equal(step, Rounds.Criteria(100)[0].StepOf(new Fraction(numerator, denominator)));

    [Fact]
    public void A_chart_steps_a_scale_that_begins_at_one()
    {
        var criterion = Rounds.Criteria(100)[0] with { Least = 1, Greatest = 4 };
        Assert.Equal([0, 1, 3, 4], criterion.Scores.Select(score => criterion.StepOf(score)));
    }

    [Theory]
    [InlineData(0, 5, null)]
    [InlineData(0, 10, null)]
    [InlineData(1, 4, null)]
    [InlineData(0, 1, null)]
    [InlineData(2, 5, "The lowest score must be 0 or 1")]
    [InlineData(0, 11, "The highest score must be 10 or less")]
    [InlineData(1, 1, "The highest score must be above the lowest")]
    public void A_scale_runs_from_0_or_1_to_10_at_most(int least, int greatest, string? why) =>
        Assert.Equal(why, CriterionRules.WhyScaleIsWrong(least, greatest));

    [Fact]
    public void A_missing_score_is_not_counted_as_zero()
    {
        var criteria = Rounds.Criteria(50, 50);
        Assert.Null(ScoreArithmetic.Percent(criteria, new Dictionary<Guid, Fraction> { [criteria[0].Id] = 5 }));
        Assert.Equal(4, ScoreArithmetic.Means([(criteria[0].Id, 4)])[criteria[0].Id]);
    }

    [Fact]
    public void The_reading_order_is_different_for_each_assessor_and_always_the_same_for_one()
    {
        var (round, first, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var applications = Enumerable.Range(1, 57).Select(number => (number, number)).ToList();
        var order = ReadingOrder.For(round, first, applications);
        Assert.Equal(Enumerable.Range(1, 57), order.Order());
        Assert.Equal(order, ReadingOrder.For(round, first, applications.AsEnumerable().Reverse()));
        Assert.NotEqual(order, ReadingOrder.For(round, second, applications));
    }

    [Fact]
    public void A_score_sheet_is_submitted_only_when_open_complete_and_in_time()
    {
        var criteria = Rounds.Criteria(60, 40);
        var assignment = new Assignment
        {
            Id = Guid.NewGuid(),
            RoundId = Guid.NewGuid(),
            ApplicationId = Guid.NewGuid(),
            AssessorId = Guid.NewGuid(),
            Position = 1,
            Conflict = ConflictState.None,
            Version = 1,
        };
        IReadOnlyList<Score> scores = [new(criteria[0].Id, 3, "Because"), new(criteria[1].Id, 0, "None given")];
        var now = Rounds.Closes.AddDays(1);
        Assert.Empty(ScoringRules.WhyCannotSubmit(assignment, Rounds.Published(), [], [], criteria, scores, now));
        Assert.Equal(
            ["Choose a score for Criterion 2", "Give a reason for your score for Criterion 2"],
            ScoringRules
                .WhyCannotSubmit(assignment, Rounds.Published(), [], [], criteria, [scores[0], new(criteria[1].Id, null, " ")], now)
                .Select(refusal => refusal.Sentence)
        );
        Assert.Single(
            ScoringRules.WhyCannotSubmit(assignment, Rounds.Published(), [], [], criteria, [scores[0], new(criteria[1].Id, 6, "More")], now)
        );
        Assert.NotEmpty(
            ScoringRules.WhyCannotSubmit(
                assignment with
                {
                    Conflict = ConflictState.Declared,
                },
                Rounds.Published(),
                [],
                [],
                criteria,
                scores,
                now
            )
        );
        Assert.NotEmpty(
            ScoringRules.WhyCannotSubmit(assignment with { SubmittedAt = now }, Rounds.Published(), [], [], criteria, scores, now)
        );
        Assert.Empty(ScoringRules.WhyCannotSubmit(assignment, Rounds.Published(), [], [], criteria, scores, Rounds.ScoringCloses));
        Assert.NotEmpty(
            ScoringRules.WhyCannotSubmit(assignment, Rounds.Published(), [], [], criteria, scores, Rounds.ScoringCloses.AddSeconds(1))
        );
    }

    [Fact]
    public void Applications_are_allocated_evenly_and_each_has_its_number_of_assessors()
    {
        var round = Guid.CreateVersion7();
        for (var size = 2; size <= 9; size++)
        {
            var panel = Enumerable.Range(0, size).Select(_ => Guid.CreateVersion7()).ToList();
            for (var perApplication = 2; perApplication <= size; perApplication++)
            {
                var given = Enumerable
                    .Range(1, 57)
                    .Select(number =>
                        panel.Where(member => ApplicationAllocation.Scores(round, panel, member, number, perApplication)).ToList()
                    )
                    .ToList();
                Assert.All(given, assessors => Assert.Equal(perApplication, assessors.Count));
                var loads = panel.Select(member => given.Count(assessors => assessors.Contains(member))).ToList();
                Assert.True(
                    loads.Max() - loads.Min() <= 1,
                    $"{size} assessors, {perApplication} an application: {string.Join(", ", loads)}"
                );
            }
            Assert.All(panel, member => Assert.True(ApplicationAllocation.Scores(round, panel, member, 3, null)));
        }
    }

    [RepeatableProperty(200)]
    public Property Ranks_do_not_change_with_a_constant_on_one_assessors_scores_or_the_order_of_assessors() =>
        Prop.ForAll(
            Any.List(Any.List(Any.Number(0, 399), 5, 5), 2, 20),
            Any.Number(0, 4),
            Any.Number(1, 99),
            (totals, assessor, more) =>
            {
                Assert.Equal(
                    Order(totals),
                    Order(totals.Select(scores => scores.Select((score, j) => j == assessor ? score + more : score).ToArray()))
                );
                Assert.Equal(totals.Select(Mean), totals.Select(scores => Mean(scores.Reverse().ToArray())));

                static Fraction Mean(int[] scores) =>
                    Fraction.Mean(scores.Select(total => ScoreArithmetic.PercentOf(total, 5)).ToList())!.Value;
                static IReadOnlyList<int> Order(IEnumerable<int[]> applications) =>
                    applications
                        .Select((scores, i) => (Mean: Mean(scores), i))
                        .OrderByDescending(pair => pair.Mean)
                        .ThenBy(pair => pair.i)
                        .Select(pair => pair.i)
                        .ToList();
            }
        );
}
