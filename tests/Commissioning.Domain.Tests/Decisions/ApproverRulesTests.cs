using Commissioning.Domain.Decisions;

namespace Commissioning.Domain.Tests.Decisions;

public sealed class ApproverRulesTests
{
    private static readonly Guid Ann = Guid.NewGuid(),
        Bob = Guid.NewGuid(),
        Eve = Guid.NewGuid();

    [Fact]
    public void Only_those_who_are_named_decide_and_without_a_name_everybody_does()
    {
        Assert.Null(ApproverRules.WhyNotNamed([], false));
        Assert.Null(ApproverRules.WhyNotNamed(["Ann"], true));
        Assert.StartsWith("This round is for Ann or Bob to decide.", ApproverRules.WhyNotNamed(["Ann", "Bob"], false)!.Sentence);
    }

    [Fact]
    public void Nobody_names_themselves_and_who_recommended_names_nobody()
    {
        static string? WhyNot(Guid[] before, Guid[] named, Guid? recommendedBy) =>
            ApproverRules.WhyCannotName(before, named, recommendedBy, Ann, mayDecide: false)?.Sentence;
        Assert.Equal("Someone else must name you", WhyNot([], [Ann], null));
        Assert.Null(WhyNot([Ann], [Ann], null));
        const string recommender = "You made the recommendation, so someone else must name who decides on it";
        Assert.Equal(recommender, WhyNot([], [Bob], Ann));
        Assert.Null(WhyNot([], [Bob], Bob));
        Assert.Equal(recommender, WhyNot([Bob], [], Ann));
        Assert.Null(WhyNot([], [], Ann));
    }

    [Fact]
    public void Who_could_decide_afterwards_does_not_give_a_round_back_to_everybody()
    {
        static string? WhyNot(Guid[] before, Guid[] named, bool mayDecide = true) =>
            ApproverRules.WhyCannotName(before, named, Eve, Ann, mayDecide)?.Sentence;
        const string sentence = "You could decide the round then, so someone else must give it back to everybody with the right";
        Assert.Equal(sentence, WhyNot([Bob], []));
        Assert.Equal(sentence, WhyNot([Bob], [Eve]));
        Assert.Null(WhyNot([Bob], [], mayDecide: false));
        Assert.Null(WhyNot([Ann, Bob], []));
        Assert.Null(WhyNot([], []));
    }

    [Fact]
    public void A_round_that_somebody_else_changed_meanwhile_is_looked_at_again()
    {
        Assert.Null(ApproverRules.WhyChanged(2, 2, []));
        Assert.Equal(
            "Someone else changed this round after you opened this page. It now names nobody. Save again to name those whom you chose.",
            ApproverRules.WhyChanged(3, 2, [])!.Sentence
        );
    }
}
