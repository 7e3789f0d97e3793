using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Funds;

public sealed class RoundRulesTests
{
    [Fact]
    public void A_round_is_open_from_its_opening_second_to_its_closing_second()
    {
        var round = Rounds.Published();
        Assert.Equal(RoundPhase.Planned, RoundRules.PhaseAt(round, Rounds.Opens.AddSeconds(-1)));
        Assert.Equal(RoundPhase.Open, RoundRules.PhaseAt(round, Rounds.Opens));
        Assert.Equal(RoundPhase.Open, RoundRules.PhaseAt(round, Rounds.Closes));
        Assert.Equal(RoundPhase.CheckPlan, RoundRules.PhaseAt(round, Rounds.Closes.AddSeconds(1)));
        Assert.Equal(RoundPhase.Draft, RoundRules.PhaseAt(round with { PublishedAt = null }, Rounds.Opens));
        Assert.Equal(
            RoundPhase.Announced,
            RoundRules.PhaseAt(
                round with
                {
                    RecommendedAt = Rounds.Closes,
                    DecidedAt = Rounds.Closes,
                    LettersReleasedAt = Rounds.Closes,
                },
                Rounds.Closes
            )
        );
    }

    [Fact]
    public void A_round_that_is_not_complete_is_not_published_and_every_gap_is_named()
    {
        var setup = Rounds.Setup() with { Criteria = Rounds.Criteria(60, 30), Panel = [Guid.NewGuid()] };
        var sentences = RoundRules
            .WhyCannotPublish(setup with { Round = setup.Round with { PublishedAt = null } }, Rounds.Opens.AddDays(-10))
            .Select(refusal => refusal.Sentence)
            .ToList();
        Assert.Contains("The criteria's weights must add up to 100. They add up to 90", sentences);
        Assert.Contains("Say in words what each score from 0 to 5 means for Criterion 1", sentences);
        Assert.Contains("Choose at least two panel members", sentences);
        Assert.Contains("Add at least one eligibility question", sentences);
    }

    [Fact]
    public void A_round_policy_that_contradicts_its_round_is_refused_with_the_reason()
    {
        static IEnumerable<string> Wrong(RoundPolicy policy) =>
            PolicyRules.WhyPolicyIsWrong(policy, Money.FromPounds(100), ["Road Safety"], []).Select(refusal => refusal.Sentence);
        Assert.Empty(Wrong(new()));
        Assert.Equal(
            ["Rural Crime is not a priority of this round"],
            Wrong(new() { RingFence = RingFence.Priority, Shares = [new("Rural Crime", Money.FromPounds(1))] })
        );
        Assert.Equal(
            ["The parts add up to £101.00, which is £1.00 more than the pot of £100.00"],
            Wrong(new() { RingFence = RingFence.Priority, Shares = [new("Road Safety", Money.FromPounds(101))] })
        );
        Assert.Equal(
            ["The last step must be the draw, because no other step always separates two applications"],
            Wrong(new() { TieLadder = [TieRung.HeaviestCriterion] })
        );
        Assert.Equal(["Enter whole percentages from 99 to 1, highest first, such as 70, 60, 40"], Wrong(new() { Bands = [60, 70] }));
    }

    [Fact]
    public void A_round_policy_is_read_back_as_it_was_written()
    {
        var policy = new RoundPolicy
        {
            Rolling = true,
            RingFence = RingFence.Zone,
            Shares = [new("New Parks", Money.FromPounds(12.34m))],
            Limits = [new(LimitBy.Area, 2, null)],
            TieLadder = [TieRung.Draw],
            WhenTooLarge = WhenTooLarge.Stop,
        };
        Assert.Equal(policy.ToJson(), RoundPolicy.FromJson(policy.ToJson()).ToJson());
        Assert.Contains("\"12.34\"", policy.ToJson(), StringComparison.Ordinal);
        Assert.Equal(new RoundPolicy().ToJson(), RoundPolicy.FromJson("{}").ToJson());
    }

    [Fact]
    public void A_rolling_round_is_assessed_while_open_and_later_applications_get_their_own_recommendation()
    {
        var round = Rounds.Published() with
        {
            Policy = new() { Rolling = true },
            RecommendedAt = Rounds.Opens.AddDays(3),
        };
        Assert.True(RoundRules.MayAssess(round, Rounds.Opens));
        Assert.False(RoundRules.MayAssess(round, Rounds.Opens.AddSeconds(-1)));
        Assert.True(round.IsRecommended);
        Assert.False((round with { DecidedAt = Rounds.Opens.AddDays(4), LettersReleasedAt = Rounds.Opens.AddDays(5) }).IsRecommended);
        Assert.Equal(RoundPhase.Open, RoundRules.PhaseAt(round, Rounds.Closes));
        Assert.Equal(RoundPhase.Recommended, RoundRules.PhaseAt(round, Rounds.Closes.AddSeconds(1)));
    }

    public static TheoryData<RoundPolicy, string> WrongPolicies =>
        new()
        {
            {
                new() { Shares = [new("Road Safety", Money.FromPounds(1))] },
                "Say whether the parts of the pot are kept by priority or by zone"
            },
            {
                new() { RingFence = RingFence.Priority },
                "Enter the parts of the pot that are kept, one a line"
            },
            {
                new() { RingFence = RingFence.Zone, Shares = [new("Road Safety", Money.FromPounds(1))] },
                "Road Safety is not a zone of this round"
            },
            {
                new() { RingFence = RingFence.Priority, Shares = [new("Road Safety", Money.Zero)] },
                "The part kept for Road Safety must be more than £0.00"
            },
            {
                new()
                {
                    RingFence = RingFence.Priority,
                    Shares = [new("Road Safety", Money.FromPounds(1)), new("Road Safety", Money.FromPounds(2))],
                },
                "Name each part of the pot once"
            },
            {
                new() { TieLadder = [TieRung.HeaviestCriterion, TieRung.HeaviestCriterion, TieRung.Draw] },
                "Choose each step once"
            },
            {
                new() { AssessorsPerApplication = 1 },
                "At least 2 assessors must score each application"
            },
            {
                new() { WideSpread = 0 },
                "Enter a spread from 1 to 100 points"
            },
            {
                new() { Margin = 0.005m },
                "Enter a margin from 0 to 5 points, such as 0.5"
            },
            {
                new() { Quorum = 0 },
                "Enter how many members must be present, from 1 to 50"
            },
            {
                new() { OverAllocationPercent = 26 },
                "Enter a whole percentage from 0 to 25"
            },
            {
                new() { ReserveDays = -1 },
                "Enter a number of days from 0 to 730"
            },
            {
                new() { Limits = [new(LimitBy.Area, 0, null)] },
                "The most applications must be 1 or more"
            },
            {
                new() { Limits = [new(LimitBy.Area, null, Money.Zero)] },
                "The most money must be more than £0.00"
            },
        };

    [Theory, MemberData(nameof(WrongPolicies))]
    public void A_round_policy_with_an_impossible_part_is_refused_with_that_part_named(RoundPolicy policy, string sentence)
    {
        Assert.Equal(
            [sentence],
            PolicyRules.WhyPolicyIsWrong(policy, Money.FromPounds(100), ["Road Safety"], []).Select(refusal => refusal.Sentence)
        );
        Assert.Contains(
            $"How applications are decided: {sentence}",
            RoundRules
                .WhyCannotPublish(
                    Rounds.Setup() with
                    {
                        Round = Rounds.Published() with { PublishedAt = null, Policy = policy },
                    },
                    Rounds.Opens
                )
                .Select(refusal => refusal.Sentence)
        );
    }

    [Fact]
    public void A_zone_name_with_a_semicolon_is_refused()
    {
        var setup = Rounds.Setup() with { Round = Rounds.Published() with { PublishedAt = null }, Zones = ["New; Parks"] };
        Assert.Contains(
            "Name the zones without a semicolon",
            RoundRules.WhyCannotPublish(setup, Rounds.Opens).Select(refusal => refusal.Sentence)
        );
    }
}
