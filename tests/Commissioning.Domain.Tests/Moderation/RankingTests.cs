using Commissioning.Domain.Funds;
using Commissioning.Domain.Moderation;

namespace Commissioning.Domain.Tests.Moderation;

public sealed class RankingTests
{
    private static RankedApplication Application(int number, Fraction? percent, decimal pounds, bool failed = false) =>
        new()
        {
            ApplicationId = Guid.CreateVersion7(),
            Number = number,
            Percent = percent,
            Amount = Money.FromPounds(pounds),
            FailedCheck = failed,
        };

    [Fact]
    public void Applications_are_funded_by_rank_and_one_too_large_is_skipped_for_the_next()
    {
        var fitted = Ranking
            .Fit(
                [
                    Application(1, 90, 6000),
                    Application(2, 80, 6000),
                    Application(3, 70, 4000),
                    Application(4, 40, 100),
                    Application(5, null, 100),
                    Application(6, 85, 100, failed: true),
                ],
                65,
                Money.FromPounds(10_000)
            )
            .Applications;
        Assert.Equal(
            [
                (1, FitResult.Fund),
                (6, FitResult.FailedCheck),
                (2, FitResult.PotSpent),
                (3, FitResult.Fund),
                (4, FitResult.BelowThreshold),
                (5, FitResult.NotScored),
            ],
            fitted.Select(application => (application.Application.Number, application.Result))
        );
        Assert.Equal("Asked for £6,000.00 when £4,000.00 of the pot was left", fitted[2].Reason);
    }

    [Fact]
    public void Exactly_on_the_line_passes_and_anything_less_does_not()
    {
        var fitted = Ranking
            .Fit([Application(1, 65, 1), Application(2, new Fraction(6499999, 100000), 1)], 65, Money.FromPounds(10))
            .Applications;
        Assert.Equal([FitResult.Fund, FitResult.BelowThreshold], fitted.Select(application => application.Result));
    }

    [Fact]
    public void Equal_scores_share_a_rank()
    {
        Assert.Equal(
            [1, 2, 2, 4, 0],
            Ranking
                .Fit(
                    [Application(1, 90, 1), Application(2, 80, 1), Application(3, 80, 1), Application(4, 70, 1), Application(5, null, 1)],
                    0,
                    Money.FromPounds(10)
                )
                .Applications.Select(application => application.Rank)
        );
    }

    // Few pounds and percentages near one another, so that applications often stand on the threshold, are equal, or just fit.
    private static readonly Arbitrary<int> Pounds = Any.Number(1, 20),
        Pot = Any.Number(1, 200);

    /// <summary>Puts applications in another order.</summary>
    private static readonly Arbitrary<int> Place = Any.Number(0, 1000);

    [RepeatableProperty(200)]
    public Property The_pot_is_never_passed_no_application_is_lost_and_none_below_the_threshold_is_funded() =>
        Prop.ForAll(
            Any.List(Any.Each(Any.Number(640, 660), Pounds, Any.Number(0, 11), Any.Number(0, 14), Place), 1, 59),
            Any.Number(640, 660),
            Pot,
            ((int Tenths, int Pounds, int Unscored, int Failed, int Place)[] drawn, int tenths, int pounds) =>
            {
                var (threshold, pot) = (new Fraction(tenths, 10), Money.FromPounds(pounds));
                var applications = drawn
                    .Select(
                        (one, i) =>
                            Application(
                                i + 1,
                                one.Unscored == 11 ? null : new Fraction(one.Tenths, 10),
                                one.Pounds,
                                failed: one.Failed == 14
                            )
                    )
                    .ToList();
                var fitted = Ranking.Fit(applications, threshold, pot).Applications;
                Assert.Equal(applications.Count, fitted.Count);
                var left = pot - fitted.Where(one => one.Result == FitResult.Fund).Sum(one => one.Application.Amount);
                Assert.True(left >= Money.Zero);
                Assert.All(
                    fitted.Where(one => one.Result == FitResult.Fund),
                    one => Assert.True(one.Application.Percent >= threshold && !one.Application.FailedCheck)
                );
                // Whoever was skipped for money would not fit what is left at the end either.
                Assert.All(fitted.Where(one => one.Result == FitResult.PotSpent), one => Assert.True(one.Application.Amount > left));
                Assert.Equal(
                    fitted,
                    Ranking.Fit(applications.OrderBy(one => drawn[one.Number - 1].Place).ToList(), threshold, pot).Applications
                );
            }
        );

    private static RankedApplication Equal(
        int number,
        decimal pounds,
        Fraction[] byWeight,
        string priority = "Road Safety",
        string area = "Blaby",
        bool lately = false
    ) =>
        Application(number, 70, pounds) with
        {
            Reference = $"B-{number}",
            ByWeight = byWeight,
            Priority = priority,
            Area = area,
            FundedLately = lately,
            Organisation = Guid.CreateVersion7(),
            OrganisationName = $"Group {number}",
        };

    [Fact]
    public void Equal_applications_are_parted_by_each_step_of_the_ladder_in_turn_and_each_step_is_said()
    {
        Fraction[] low = [3, 4],
            high = [4, 3],
            next = [4, 4];
        var fitting = Ranking.Fit(
            [Equal(1, 1, low), Equal(2, 1, high), Equal(3, 1, next), Equal(4, 1, next, lately: true), Equal(5, 1, next, area: "Melton")],
            65,
            Money.FromPounds(10)
        );
        // 3, 4 and 5 lead by the two criteria; nothing is funded yet, so the ladder goes on to the twelve months and then the number of the application.
        Assert.Equal([3, 5, 4, 2, 1], fitting.Applications.Select(application => application.Application.Number));
        Assert.Equal("B-5 before B-1, B-2, B-4 at 70.0%: A priority or an area that no funded application serves yet", fitting.Ties[1]);
        Assert.Equal("B-2 before B-1 at 70.0%: Higher agreed score on the criterion with most weight (4.00)", fitting.Ties[^1]);
    }

    [Fact]
    public void A_tie_across_the_line_waits_for_the_draw_and_the_draw_can_be_repeated()
    {
        List<RankedApplication> applications = [Equal(1, 10, [4]), Equal(2, 10, [4]), Equal(3, 10, [4])];
        Assert.True(Ranking.Fit(applications, 65, Money.FromPounds(10)).DrawNeeded);
        Assert.False(Ranking.Fit(applications, 65, Money.FromPounds(30)).DrawNeeded); // all are funded, whoever comes first
        Assert.False(Ranking.Fit(applications, 65, Money.FromPounds(5)).DrawNeeded); // none is
        var drawn = Ranking.Fit(applications, 65, Money.FromPounds(10), drawSeed: "Lotto of 21 November 2026: 3 8 15 22 40 41");
        Assert.False(drawn.DrawNeeded);
        var winner = applications.MinBy(
            application => Ranking.DrawNumber("Lotto of 21 November 2026: 3 8 15 22 40 41", application.Reference),
            StringComparer.Ordinal
        )!;
        Assert.Equal(winner.Number, drawn.Applications.Single(application => application.Result == FitResult.Fund).Application.Number);
        // SHA-256 of "seed/B-1", worked with sha256sum.
        Assert.StartsWith("C5264087", Ranking.DrawNumber("seed", "B-1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_part_of_the_pot_pays_for_its_own_applications_only()
    {
        var policy = new RoundPolicy { RingFence = RingFence.Priority, Shares = [new("Rural Crime", Money.FromPounds(60))] };
        var fitting = Ranking.Fit(
            [Equal(1, 50, [5]), Equal(2, 50, [4], "Rural Crime"), Equal(3, 45, [3])],
            65,
            Money.FromPounds(100),
            policy
        );
        Assert.Equal(
            [FitResult.PotSpent, FitResult.Fund, FitResult.PotSpent],
            fitting.Applications.Select(application => application.Result)
        ); // 40 is open, 60 is kept
        Assert.Equal(
            [
                new PotPart("Rural Crime", Money.FromPounds(60), Money.FromPounds(10)),
                new PotPart("Open to all", Money.FromPounds(40), Money.FromPounds(40)),
            ],
            fitting.Parts
        );
        // What is kept is used first, and the open part makes up the rest.
        Assert.Equal(
            [Money.Zero, Money.FromPounds(30)],
            Ranking.Fit([Equal(1, 70, [5], "Rural Crime")], 65, Money.FromPounds(100), policy).Parts.Select(part => part.Left)
        );
    }

    [Fact]
    public void A_limit_names_the_application_it_displaces_and_those_that_have_the_place()
    {
        var policy = new RoundPolicy { Limits = [new(LimitBy.Area, 1, null), new(LimitBy.Priority, null, Money.FromPounds(15))] };
        var fitting = Ranking.Fit(
            [Equal(1, 10, [5]), Equal(2, 10, [4]), Equal(3, 10, [3], area: "Melton"), Equal(4, 5, [2], area: "Rutland")],
            65,
            Money.FromPounds(100),
            policy
        );
        Assert.Equal(
            [FitResult.Fund, FitResult.OverLimit, FitResult.OverLimit, FitResult.Fund],
            fitting.Applications.Select(application => application.Result)
        );
        Assert.Equal("Displaced by the limit of 1 application for one area: Blaby has B-1", fitting.Applications[1].Reason);
        Assert.Equal("Displaced by the limit of £15.00 for one priority: Road Safety has £10.00 (B-1)", fitting.Applications[2].Reason);
    }

    [Fact]
    public void Funding_stops_at_the_first_application_too_large_where_the_round_says_so()
    {
        var policy = new RoundPolicy { WhenTooLarge = WhenTooLarge.Stop };
        Assert.Equal(
            [FitResult.Fund, FitResult.PotSpent, FitResult.PotSpent],
            Ranking
                .Fit([Equal(1, 6, [5]), Equal(2, 6, [4]), Equal(3, 1, [3])], 65, Money.FromPounds(10), policy)
                .Applications.Select(application => application.Result)
        );
    }

    [Fact]
    public void A_rolling_round_counts_down_from_what_was_awarded_before()
    {
        var fitting = Ranking.Fit(
            [Equal(2, 6, [5]), Equal(3, 4, [4])],
            65,
            Money.FromPounds(10),
            new() { Rolling = true },
            earlier: [Equal(1, 6, [5])]
        );
        Assert.Equal([FitResult.PotSpent, FitResult.Fund], fitting.Applications.Select(application => application.Result));
    }

    [RepeatableProperty(200)]
    public Property Parts_of_the_pot_never_go_below_nil_and_add_to_what_is_left() =>
        Prop.ForAll(
            Any.List(
                Any.Each(
                    Any.Number(60, 69),
                    Pounds,
                    Any.Number(0, 5).Zip(Any.Number(0, 5)),
                    Any.Of("a", "b", "c").Zip(Any.Of("x", "y", "z")),
                    Place
                ),
                1,
                39
            ),
            Pot,
            Any.Number(1, 5),
            (
                (int Percent, int Pounds, (int First, int Second) Scores, (string Priority, string Area) For, int Place)[] drawn,
                int pounds,
                int most
            ) =>
            {
                var pot = Money.FromPounds(pounds);
                var policy = new RoundPolicy
                {
                    RingFence = RingFence.Priority,
                    Shares = [new("a", new(pot.Pence / 4)), new("b", new(pot.Pence / 3))],
                    Limits = [new(LimitBy.Area, most, null)],
                };
                var applications = drawn
                    .Select(
                        (one, i) =>
                            Equal(i + 1, one.Pounds, [one.Scores.First, one.Scores.Second], one.For.Priority, one.For.Area) with
                            {
                                Percent = one.Percent,
                            }
                    )
                    .ToList();
                var fitting = Ranking.Fit(applications, 65, pot, policy, drawSeed: "x");
                Assert.All(fitting.Parts, part => Assert.True(part.Left >= Money.Zero));
                var funded = fitting.Applications.Where(one => one.Result == FitResult.Fund).ToList();
                Assert.Equal(pot - funded.Sum(one => one.Application.Amount), fitting.Parts.Sum(part => part.Left));
                Assert.All(funded.GroupBy(one => one.Application.Area), area => Assert.True(area.Count() <= most));
                Assert.Equal(
                    fitting.Applications,
                    Ranking
                        .Fit(applications.OrderBy(one => drawn[one.Number - 1].Place).ToList(), 65, pot, policy, drawSeed: "x")
                        .Applications
                );
            }
        );

    [Fact]
    public void A_threshold_that_nobody_meets_and_a_pot_of_nil_fund_nothing_and_say_why()
    {
        List<RankedApplication> applications = [Application(1, 60, 10), Application(2, null, 10)];
        Assert.Equal(
            ["Scored 60.0%, below the threshold of 100.0%", "No agreed score"],
            Ranking.Fit(applications, 100, Money.FromPounds(100)).Applications.Select(application => application.Reason)
        );
        Assert.Equal("Asked for £10.00 when £0.00 of the pot was left", Ranking.Fit(applications, 50, Money.Zero).Applications[0].Reason);
        Assert.Empty(Ranking.Fit([], 50, Money.Zero).Applications);
        Assert.Empty(Knapsack.Fill(applications, Money.Zero));
    }

    [Fact]
    public void The_fullest_pot_takes_cheap_applications_for_a_better_dear_one_which_is_why_it_is_only_a_what_if()
    {
        List<RankedApplication> applications = [Application(1, 90, 10), Application(2, 70, 5), Application(3, 66, 5)];
        Assert.Equal(
            [FitResult.Fund, FitResult.PotSpent, FitResult.PotSpent],
            Ranking.Fit(applications, 65, Money.FromPounds(10)).Applications.Select(application => application.Result)
        );
        Assert.Equal(
            [2, 3],
            applications
                .Where(application => Knapsack.Fill(applications, Money.FromPounds(10)).Contains(application.ApplicationId))
                .Select(application => application.Number)
        );
    }

    [RepeatableProperty(100)]
    public Property The_fullest_pot_is_the_best_of_every_subset() =>
        Prop.ForAll(
            Any.List(Any.Number(60, 99).Zip(Any.Number(1, 11)), 1, 8),
            Any.Number(1, 29),
            ((int Percent, int Pounds)[] drawn, int pounds) =>
            {
                var (applications, pot) = (
                    drawn.Select((one, i) => Application(i + 1, one.Percent, one.Pounds)).ToList(),
                    Money.FromPounds(pounds)
                );
                var best = Enumerable
                    .Range(0, 1 << applications.Count)
                    .Select(mask => applications.Where((_, j) => (mask >> j & 1) == 1).ToList())
                    .Where(set => set.Sum(one => one.Amount) <= pot)
                    .Max(Worth);
                var filled = Knapsack.Fill(applications, pot);
                var chosen = applications.Where(one => filled.Contains(one.ApplicationId)).ToList();
                Assert.Equal(best, Worth(chosen));
                Assert.True(chosen.Sum(one => one.Amount) <= pot);

                static long Worth(IEnumerable<RankedApplication> set) =>
                    set.Sum(one => (long)(one.Percent!.Value.Numerator * 1000 / one.Percent.Value.Denominator) + 1);
            }
        );

    [Fact]
    public void Every_scored_application_is_in_one_band()
    {
        Assert.Equal([(70, 2), (60, 1), (40, 1), (0, 1)], Ranking.Bands([70, 100, new Fraction(699, 10), 40, 0], [70, 60, 40, 0]));
    }

    [Fact]
    public void A_wide_spread_a_straddled_line_and_a_missing_score_are_flagged()
    {
        Assert.Equal(
            ["Scores are on both sides of the threshold", "Scores spread 20 points", "1 score missing"],
            ModerationFlags.For([55, 75], 65, 1, 20).Flags
        );
        Assert.Equal(new ModerationNeed([], 0).Weight, ModerationFlags.For([66, 70, 72], 65, 0, 20).Weight);
        Assert.Equal(
            ["Assessors disagree on 1 pass/fail criterion", "Every assessor failed it on 1 pass/fail criterion"],
            ModerationFlags.For([66, 70], 65, 0, 20, 1, 1).Flags
        );
        Assert.Equal(
            ["One assessor differs from the others: 40 points with, 4 without"],
            ModerationFlags.For([70, 72, 74, 110], null, 0, 20).Flags
        );
        // What the meeting should turn to first: a dispute on a pass/fail criterion, then the line, then one assessor apart, then a spread, then a gap.
        Assert.True(ModerationFlags.For([66, 70], 65, 3, 20, 1).Weight > ModerationFlags.For([20, 90], 65, 3, 20).Weight);
    }

    [Fact]
    public void Scores_are_shown_to_who_sealed_and_after_scoring_to_who_has_no_conflict()
    {
        var own = new Commissioning.Domain.Scoring.Assignment
        {
            Id = Guid.Empty,
            RoundId = Guid.Empty,
            ApplicationId = Guid.Empty,
            AssessorId = Guid.Empty,
            Position = 1,
            Conflict = Commissioning.Domain.Scoring.ConflictState.None,
            Version = 1,
        };
        Assert.NotNull(ModerationRules.WhyCannotSeeScores(own, 0, scoringIsOver: false));
        Assert.Null(ModerationRules.WhyCannotSeeScores(own, 0, scoringIsOver: true));
        Assert.Null(ModerationRules.WhyCannotSeeScores(own with { SubmittedAt = Rounds.Closes }, 3, scoringIsOver: false));
        Assert.NotNull(
            ModerationRules.WhyCannotSeeScores(
                own with
                {
                    Conflict = Commissioning.Domain.Scoring.ConflictState.Declared,
                },
                0,
                scoringIsOver: true
            )
        );
        Assert.NotNull(
            ModerationRules.WhyCannotSeeScores(
                own with
                {
                    Conflict = Commissioning.Domain.Scoring.ConflictState.NotDeclared,
                },
                0,
                scoringIsOver: true
            )
        );
        Assert.Null(ModerationRules.WhyCannotSeeScores(null, 0, scoringIsOver: false)); // an officer
        Assert.NotNull(ModerationRules.WhyCannotSeeScores(null, 1, scoringIsOver: false)); // a member with sheets of other applications
    }

    [Fact]
    public void A_reason_is_needed_for_the_smallest_difference_from_the_mean()
    {
        var criterion = Rounds.Criteria(100)[0];
        Assert.Null(ModerationRules.WhyReasonNeeded(criterion, new Fraction(10, 3), new Fraction(10, 3), 0, null, "f"));
        Assert.NotNull(ModerationRules.WhyReasonNeeded(criterion, new Fraction(333, 100), new Fraction(10, 3), 0, " ", "f"));
        Assert.NotNull(ModerationRules.WhyReasonNeeded(criterion, 6, 5, 0, "more", "f"));
    }
}
