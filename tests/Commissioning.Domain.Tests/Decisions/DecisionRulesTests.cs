using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;

namespace Commissioning.Domain.Tests.Decisions;

public sealed class DecisionRulesTests
{
    [Fact]
    public void Who_recommends_does_not_decide()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        var round = Rounds.Published() with { RecommendedAt = Rounds.ScoringCloses };
        Assert.NotNull(DecisionRules.WhyCannotDecide(round, one, 0, one));
        Assert.Null(DecisionRules.WhyCannotDecide(round, one, 0, two));
        Assert.NotNull(DecisionRules.WhyCannotDecide(round with { DecidedAt = Rounds.ScoringCloses }, one, 0, two));
        Assert.NotNull(DecisionRules.WhyCannotDecide(Rounds.Published(), one, 0, two));
    }

    [Fact]
    public void Departures_need_reasons_interests_are_declared_and_the_pot_holds()
    {
        DecisionOnApplication[] lines =
        [
            new(Guid.NewGuid(), "A", true, false, Money.FromPounds(10), null),
            new(Guid.NewGuid(), "B", false, true, Money.FromPounds(20), "New evidence"),
        ];
        Assert.Equal(
            [
                "Declare your interests, or write None",
                "Say why you depart from the recommendation for A",
                "The applications you chose add up to £20.00, which is £1.00 more than the £19.00 in the pot",
            ],
            DecisionRules.WhyDecisionIsIncomplete(lines, Money.FromPounds(19), "").Select(refusal => refusal.Sentence)
        );
    }

    [Fact]
    public void What_keeps_a_recommendation_from_being_made_is_said()
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
    public void A_paper_is_signed_by_the_next_role_and_by_nobody_twice()
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
}
