using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;

namespace Commissioning.Domain.Tests.Decisions;

public sealed class DecisionRulesTests
{
    [Fact]
    public void A_round_is_not_decided_by_the_person_who_recommended()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        var round = Rounds.Published() with { RecommendedAt = Rounds.ScoringCloses };
        Assert.NotNull(DecisionRules.WhyCannotDecide(round, one, 0, one));
        Assert.Null(DecisionRules.WhyCannotDecide(round, one, 0, two));
        Assert.NotNull(DecisionRules.WhyCannotDecide(round with { DecidedAt = Rounds.ScoringCloses }, one, 0, two));
        Assert.NotNull(DecisionRules.WhyCannotDecide(Rounds.Published(), one, 0, two));
    }

    [Fact]
    public void A_decision_needs_reasons_for_departures_and_room_in_the_pot()
    {
        DecisionOnApplication[] lines =
        [
            new(Guid.NewGuid(), "A", true, false, Money.FromPounds(10), null),
            new(Guid.NewGuid(), "B", false, true, Money.FromPounds(20), "New evidence"),
        ];
        Assert.Equal(
            [
                "Say why you depart from the recommendation for A",
                "The applications you chose add up to £20.00, which is £1.00 more than the £19.00 in the pot",
            ],
            DecisionRules.WhyDecisionIsIncomplete(lines, Money.FromPounds(19)).Select(refusal => refusal.Sentence)
        );
    }

    [Fact]
    public void A_recommendation_that_cannot_be_made_yet_is_refused_with_the_reason()
    {
        var ready = Rounds.Published() with { ThresholdNumerator = 65, ThresholdDenominator = 1 };
        var after = Rounds.ScoringCloses.AddDays(1);
        string? Why(Domain.Funds.Round round, int without = 0, bool draw = false, DateTime? now = null) =>
            DecisionRules.WhyCannotRecommend(round, 3, without, draw, now ?? after)?.Sentence;
        Assert.Null(Why(ready));
        Assert.Equal("The round is open until 5pm on 2 February 2026", Why(ready, now: Rounds.Closes));
        Assert.Equal("2 applications have no agreed score yet", Why(ready, without: 2));
        Assert.Equal(
            "Some applications with equal scores would be funded and others would not. Record the draw first.",
            Why(ready, draw: true)
        );
        Assert.Equal("Set the threshold first", Why(Rounds.Published()));
        Assert.Equal(
            "There is no recommendation to decide on yet",
            DecisionRules.WhyCannotDecide(ready, Guid.NewGuid(), 0, Guid.NewGuid())!.Sentence
        );
    }

    [Fact]
    public void A_recommendation_paper_is_signed_by_the_next_role_and_by_no_one_twice()
    {
        var (maker, one, two) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Domain.Funds.SignOffStep[] steps = [new("Chief Finance Officer", Role.FinanceOfficer), new("Chief Executive", Role.Approver)];
        string? Why(Guid person, Role role, bool stands = true, params Guid[] signers) =>
            PaperRules.WhyCannotSign(steps, signers, stands, maker, person, [role])?.Sentence;
        Assert.Null(Why(one, Role.FinanceOfficer));
        Assert.Null(Why(two, Role.Approver, signers: one));
        Assert.Equal("There is no recommendation to sign", Why(one, Role.FinanceOfficer, stands: false));
        Assert.Equal("Every step of the sign-off is done", Why(Guid.NewGuid(), Role.Approver, signers: [one, two]));
        Assert.Equal("You made the recommendation, so someone else must sign it", Why(maker, Role.FinanceOfficer));
        Assert.Equal("You have signed a step of this paper, so someone else must sign the next", Why(one, Role.Approver, signers: one));
        Assert.Equal("The next step is Chief Finance Officer, for a person with the role Finance officer", Why(two, Role.Approver));
    }

    [Fact]
    public void Another_amount_than_recommended_and_a_deferral_depart_and_need_a_reason()
    {
        DecisionOnApplication[] lines =
        [
            new(Guid.NewGuid(), "A", true, true, Money.FromPounds(8), null, RecommendedAmount: Money.FromPounds(10)),
            new(Guid.NewGuid(), "B", false, false, Money.FromPounds(20), null, DeferredUntil: new(2026, 5, 4)),
            new(Guid.NewGuid(), "C", true, true, Money.FromPounds(10), null, RecommendedAmount: Money.FromPounds(10)),
        ];
        Assert.Equal(
            ["Say why you decide another amount than was recommended for A", "Say why you defer B"],
            DecisionRules.WhyDecisionIsIncomplete(lines, Money.FromPounds(18)).Select(refusal => refusal.Sentence)
        );
        Assert.Equal([Money.FromPounds(8), Money.Zero, Money.FromPounds(10)], lines.Select(line => line.Decided));
    }

    [Fact]
    public void The_choice_for_the_whole_paper_agrees_with_the_lines_that_are_changed()
    {
        string? Why(DecisionWay? way, params string[] changed) => DecisionRules.WhyWayDisagrees(way, changed, "x")?.Sentence;
        Assert.Equal("Choose whether to decide as recommended", Why(null));
        Assert.Null(Why(DecisionWay.AsRecommended));
        Assert.Equal(
            "You changed A, B. Choose to decide with changes, or put them back as recommended",
            Why(DecisionWay.AsRecommended, "A", "B")
        );
        Assert.Null(Why(DecisionWay.WithChanges, "A"));
        Assert.Equal(
            "You have changed nothing. Choose to decide as recommended, or press Change beside an application",
            Why(DecisionWay.WithChanges)
        );
    }

    [Fact]
    public void Interests_say_in_which_application_of_what_kind_and_what_and_until_when_someone_else_decides()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        DateOnly today = new(2026, 2, 23);
        IReadOnlyList<string> Why(bool? has, DateOnly? until, params DeclaredInterest[] interests) =>
            InterestRules
                .WhyIncomplete(has, interests, ["Friend"], [one], until, today)
                .Select(refusal => $"{refusal.Field}: {refusal.Sentence}")
                .ToList();
        Assert.Equal(["HasInterests: Say whether you have an interest in any of these organisations"], Why(null, null));
        Assert.Empty(Why(false, null, new DeclaredInterest(other, "typed before", null)));
        Assert.Empty(Why(true, today.AddDays(1), new(one, "Friend", "My sister chairs it"), new DeclaredInterest(null, "", " ")));
        Assert.Equal(
            ["Interests[0].Application: Choose the organisation", "OthersDecideBy: Enter the day by which someone else decides these"],
            Why(true, null)
        );
        Assert.Equal(
            [
                "Interests[0].Application: Choose the organisation",
                "Interests[0].Kind: Choose what kind of interest it is",
                "Interests[0].Detail: Say in a sentence whom and what it is about",
                "Interests[2].Application: This application is named above already. Say both there.",
                "Interests[2].Detail: Shorten this from 501 to 500 characters or fewer",
            ],
            Why(
                true,
                today.AddDays(1),
                new(other, "Foe", null),
                new(one, "Friend", "My sister chairs it"),
                new DeclaredInterest(one, "Friend", new string('x', 501))
            )
        );
    }

    [Fact]
    public void A_decision_is_put_off_to_a_day_with_what_it_waits_for()
    {
        DateOnly today = new(2026, 2, 23);
        Assert.Empty(PutOffRules.WhyIncomplete(today.AddDays(7), "Two checks", today));
        Assert.Equal(
            ["Enter the day on which you mean to decide", "Say what you wait for, or what you ask for"],
            PutOffRules.WhyIncomplete(null, " ", today).Select(refusal => refusal.Sentence)
        );
        Assert.Single(PutOffRules.WhyIncomplete(today, "Two checks", today));
        Assert.Single(PutOffRules.WhyIncomplete(today.AddDays(1), new string('x', 1001), today));
    }

    [Fact]
    public void A_decision_is_deferred_to_a_day_after_today()
    {
        DateOnly today = new(2026, 2, 23);
        Assert.Null(DecisionRules.WhyCannotDefer(today.AddDays(1), today, "x"));
        Assert.NotNull(DecisionRules.WhyCannotDefer(today, today, "x"));
        Assert.NotNull(DecisionRules.WhyCannotDefer(null, today, "x"));
        Assert.NotNull(DecisionRules.WhyCannotDefer(today.AddYears(1).AddDays(1), today, "x"));
    }

    [Fact]
    public void Amounts_of_a_decision_are_within_what_each_line_asked_for()
    {
        Domain.Applications.BudgetLine Line(string item, long pounds) =>
            new()
            {
                Id = Guid.NewGuid(),
                Position = 1,
                Item = item,
                Requested = Money.FromPounds(pounds),
                OtherFunders = Money.Zero,
            };
        var budget = new[] { Line("Staff", 100), Line("Hall", 50) };
        var round = Rounds.Published() with { MinimumGrant = Money.FromPounds(60) };
        IEnumerable<string> Wrong(params Money?[] amounts) =>
            AwardedLineRules.WhyWrong(round, budget, amounts).Select(refusal => refusal.Sentence);
        Assert.Empty(Wrong(Money.FromPounds(100), Money.FromPounds(50)));
        Assert.Empty(Wrong(Money.FromPounds(60), Money.Zero));
        Assert.Equal(
            ["Enter what Staff gets, from £0.00 to £100.00", "Hall asked for £50.00, so it cannot get £51.00"],
            Wrong(null, Money.FromPounds(51))
        );
        Assert.Equal(["The lines add up to £59.00, and the least the round gives is £60.00"], Wrong(Money.FromPounds(59), Money.Zero));
    }

    [Theory]
    [InlineData("D-{year}-{number:000}", "D-2026-007", "D-2026-%")]
    [InlineData("PCC {number:0000}/{year}", "PCC 0007/2026", "PCC %/2026")]
    [InlineData("{number}", "7", "%")]
    public void Decision_numbers_follow_the_offices_pattern(string pattern, string number, string like)
    {
        Assert.Null(DecisionNumber.WhyWrong(pattern));
        Assert.Equal(number, DecisionNumber.Of(pattern, 2026, 7));
        Assert.Equal(like, DecisionNumber.Like(pattern, 2026));
    }

    [Theory]
    [InlineData("D-{year}")]
    [InlineData("{number}-{number}")]
    [InlineData("{year}{year}{number}")]
    [InlineData("D_{number}")]
    [InlineData("A decision of the office with a long name {number}")]
    public void A_pattern_without_one_number_or_with_other_characters_is_refused(string pattern) =>
        Assert.NotNull(DecisionNumber.WhyWrong(pattern));

    [Fact]
    public void A_decision_is_reviewed_by_another_person_and_decided_again_by_a_third()
    {
        var (recommender, decider, other) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Assert.NotNull(ReviewRules.WhyCannotReview(null, decider, decider));
        Assert.Null(ReviewRules.WhyCannotReview(null, decider, other));
        Assert.NotNull(ReviewRules.WhyCannotReview(Rounds.Closes, decider, other));
        string? Again(Guid person, ReviewOutcome? outcome = ReviewOutcome.Upheld, bool accepted = false, bool decided = false) =>
            ReviewRules.WhyCannotDecideAgain(outcome, decided, accepted, false, recommender, decider, person)?.Sentence;
        Assert.Null(Again(other));
        Assert.Null(Again(other, ReviewOutcome.PartlyUpheld));
        Assert.Equal($"You made the recommendation. {ReviewRules.WhoDecidesAgain}", Again(recommender));
        Assert.Equal($"You made the decision that was reviewed. {ReviewRules.WhoDecidesAgain}", Again(decider));
        Assert.NotNull(Again(other, ReviewOutcome.NotUpheld));
        Assert.NotNull(Again(other, null));
        Assert.NotNull(Again(other, decided: true));
        Assert.Equal("The grant has been accepted, so change it by a variation", Again(other, accepted: true));
        // Good Friday and Easter Monday are no working days.
        Assert.Equal(new(2026, 4, 30), ReviewRules.DueOn(new(2026, 3, 31), 20));
    }
}
