using Commissioning.Domain.Decisions;

namespace Commissioning.Domain.Tests.Decisions;

public sealed class ApproverRulesTests
{
    private static readonly Guid Ann = Guid.NewGuid(),
        Bob = Guid.NewGuid();

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
        Assert.NotNull(ApproverRules.WhyCannotName([Ann], [Ann], null, Ann));
        Assert.Null(ApproverRules.WhyCannotName([Ann], [], null, Ann));
        Assert.NotNull(ApproverRules.WhyCannotName([Bob], [Bob], Ann, Ann));
        Assert.Null(ApproverRules.WhyCannotName([Bob], [Bob], Bob, Ann));
        // Back to everybody.
        Assert.Null(ApproverRules.WhyCannotName([], [], Ann, Ann));
    }
}
