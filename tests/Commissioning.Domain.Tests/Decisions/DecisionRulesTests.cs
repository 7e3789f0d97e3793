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
        DecisionOnBid[] lines = [new(Guid.NewGuid(), "A", true, false, Money.FromPounds(10), null), new(Guid.NewGuid(), "B", false, true, Money.FromPounds(20), "New evidence")];
        Assert.Equal(["Declare your interests, or write None", "Say why you depart from the recommendation for A", "The bids you chose come to £20.00, which is £1.00 more than the £19.00 in the pot"],
            DecisionRules.WhyDecisionIsIncomplete(lines, Money.FromPounds(19), "").Select(refusal => refusal.Sentence));
    }
}
