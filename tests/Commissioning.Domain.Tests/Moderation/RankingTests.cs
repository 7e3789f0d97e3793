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
    public void Ranking_funds_in_order_and_skips_an_application_too_large_for_what_is_left()
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
    public void A_score_exactly_on_the_threshold_passes_and_anything_less_does_not()
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

    // Small amounts and close percentages, so that applications are often on the threshold, equal, or just fit.
    private static readonly Arbitrary<int> Pounds = Any.Number(1, 20),
        Pot = Any.Number(1, 200);

    /// <summary>Shuffles the applications.</summary>
    private static readonly Arbitrary<int> Place = Any.Number(0, 1000);

    [RepeatableProperty(200)]
    public Property Ranking_never_exceeds_the_pot_loses_no_application_and_funds_none_below_the_threshold() =>
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
                // An application skipped for lack of money would not fit what is left at the end either.
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
    public void Equal_applications_are_separated_by_each_tie_break_in_turn_with_the_reason_given()
    {
        Fraction[] low = [3, 4],
            high = [4, 3],
            next = [4, 4];
        var fitting = Ranking.Fit(
            [Equal(1, 1, low), Equal(2, 1, high), Equal(3, 1, next), Equal(4, 1, next, lately: true), Equal(5, 1, next, area: "Melton")],
            65,
            Money.FromPounds(10)
        );
        // 3, 4 and 5 lead on the two criteria; nothing is funded yet, so the tie-break goes on to the twelve months and then the
        // application's number.
        Assert.Equal([3, 5, 4, 2, 1], fitting.Applications.Select(application => application.Application.Number));
        Assert.Equal("B-5 before B-1, B-2, B-4 at 70.0%: A priority or an area that no funded application serves yet", fitting.Ties[1]);
        Assert.Equal("B-2 before B-1 at 70.0%: Higher agreed score on the criterion with most weight (4.00)", fitting.Ties[^1]);
    }

    [Fact]
    public void A_tie_at_the_limit_of_the_pot_waits_for_a_draw_that_can_be_repeated()
    {
        List<RankedApplication> applications = [Equal(1, 10, [4]), Equal(2, 10, [4]), Equal(3, 10, [4])];
        Assert.True(Ranking.Fit(applications, 65, Money.FromPounds(10)).DrawNeeded);
        Assert.False(Ranking.Fit(applications, 65, Money.FromPounds(30)).DrawNeeded); // All are funded in any order.
        Assert.False(Ranking.Fit(applications, 65, Money.FromPounds(5)).DrawNeeded); // None is funded.
        var drawn = Ranking.Fit(applications, 65, Money.FromPounds(10), drawSeed: "Lotto of 21 November 2026: 3 8 15 22 40 41");
        Assert.False(drawn.DrawNeeded);
        var winner = applications.MinBy(
            application => Ranking.DrawNumber("Lotto of 21 November 2026: 3 8 15 22 40 41", application.Reference),
            StringComparer.Ordinal
        )!;
        Assert.Equal(winner.Number, drawn.Applications.Single(application => application.Result == FitResult.Fund).Application.Number);
        // SHA-256 of "seed/B-1", calculated with sha256sum.
        Assert.StartsWith("C5264087", Ranking.DrawNumber("seed", "B-1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ring_fenced_part_of_the_pot_pays_for_its_own_applications_only()
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
        ); // 40 is open, 60 is reserved.
        Assert.Equal(
            [
                new PotPart("Rural Crime", Money.FromPounds(60), Money.FromPounds(10)),
                new PotPart("Open to all", Money.FromPounds(40), Money.FromPounds(40)),
            ],
            fitting.Parts
        );
        // The reserved part is used first, and the open part makes up the rest.
        Assert.Equal(
            [Money.Zero, Money.FromPounds(30)],
            Ranking.Fit([Equal(1, 70, [5], "Rural Crime")], 65, Money.FromPounds(100), policy).Parts.Select(part => part.Left)
        );
    }

    [Fact]
    public void A_funding_limit_names_the_application_it_displaces_and_those_funded_instead()
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
    public void Ranking_stops_at_the_first_application_too_large_where_the_round_says_so()
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
    public void A_rolling_rounds_pot_is_reduced_by_earlier_awards()
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
    public Property Ring_fenced_parts_of_the_pot_never_go_below_zero_and_add_up_to_what_is_left() =>
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
    public void Ranking_with_an_unmet_threshold_or_an_empty_pot_funds_nothing_and_gives_the_reason()
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
    public void The_fullest_pot_replaces_a_better_large_application_with_small_ones()
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
    public Property The_fullest_pot_equals_the_best_of_every_subset() =>
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

                static Fraction Worth(IEnumerable<RankedApplication> set) =>
                    set.Aggregate(Fraction.Zero, (sum, one) => sum + one.Percent!.Value);
            }
        );

    [Fact]
    public void The_fullest_pot_is_exact_to_the_penny_and_to_the_fraction()
    {
        RankedApplication Of(int number, Fraction percent, long pence) =>
            Application(number, 0, 0) with
            {
                Percent = percent,
                Amount = new(pence),
            };
        // A penny decides: two of 10.01 cost more than 20.01.
        List<RankedApplication> pence = [Of(1, 60, 1001), Of(2, 60, 1001), Of(3, 59, 1000)];
        Assert.Equal([1, 3], Numbers(pence, new(2001)));
        // A third of a point decides between sets that a thousandth could not tell apart.
        List<RankedApplication> thirds = [Of(1, new Fraction(200, 3), 500), Of(2, new Fraction(666667, 10000), 500)];
        Assert.Equal([2], Numbers(thirds, new(500)));
        // Of two sets worth the same, the cheaper.
        Assert.Equal([2], Numbers([Of(1, 70, 500), Of(2, 70, 400)], new(500)));

        static IEnumerable<int> Numbers(IReadOnlyList<RankedApplication> applications, Money pot) =>
            applications.Where(one => Knapsack.Fill(applications, pot).Contains(one.ApplicationId)).Select(one => one.Number);
    }

    [Fact]
    public void The_fullest_pot_of_three_hundred_applications_takes_a_moment()
    {
        var applications = Enumerable
            .Range(1, 300)
            .Select(i =>
                Application(i, 0, 0) with
                {
                    Percent = new Fraction(4000 + i * 7919 % 6000, 100),
                    Amount = new(100_000 + (long)i * 104_729 % 900_001),
                }
            )
            .ToList();
        var started = System.Diagnostics.Stopwatch.StartNew();
        Assert.NotEmpty(Knapsack.Fill(applications, Money.FromPounds(400_000)));
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(20), $"{started.Elapsed}");
    }

    [Fact]
    public void Score_bands_count_every_scored_application_once()
    {
        Assert.Equal([(70, 2), (60, 1), (40, 1), (0, 1)], Ranking.Bands([70, 100, new Fraction(699, 10), 40, 0], [70, 60, 40, 0]));
    }
}
