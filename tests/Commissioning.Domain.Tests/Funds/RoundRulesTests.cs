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
        Assert.Equal(RoundPhase.Assessment, RoundRules.PhaseAt(round, Rounds.Closes.AddSeconds(1)));
        Assert.Equal(RoundPhase.Draft, RoundRules.PhaseAt(round with { PublishedAt = null }, Rounds.Opens));
        Assert.Equal(RoundPhase.Announced, RoundRules.PhaseAt(round with { RecommendedAt = Rounds.Closes, DecidedAt = Rounds.Closes, LettersReleasedAt = Rounds.Closes }, Rounds.Closes));
    }

    [Fact]
    public void Everything_missing_is_said_before_publication()
    {
        var setup = Rounds.Setup() with { Criteria = Rounds.Criteria(60, 30), Panel = [Guid.NewGuid()] };
        var sentences = RoundRules.WhyCannotPublish(setup with { Round = setup.Round with { PublishedAt = null } }, Rounds.Opens.AddDays(-10)).Select(refusal => refusal.Sentence).ToList();
        Assert.Contains("The criteria's weights must add up to 100. They add up to 90", sentences);
        Assert.Contains("Give Criterion 1 words for each score from 0 to 5", sentences);
        Assert.Contains("Choose at least two panel members", sentences);
        Assert.Contains("Add at least one eligibility question", sentences);
    }
}
