using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using static Commissioning.Domain.DueDiligence.CheckStatus;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class TierRulesTests
{
    private static readonly TierFacts Known = new(
        Money.FromPounds(1_000),
        IsRegistered: true,
        FundedBefore: true,
        [],
        OverdueReturns: 0,
        LateReturns: 0,
        HasStopFlag: false
    );

    [Fact]
    public void A_due_diligence_tier_gives_its_reasons()
    {
        var policy = new TierPolicy();
        var (tier, reasons) = TierRules.Of(policy, Known);
        Assert.Equal(
            (CheckTier.Light, "It asks for £1,000.00, not more than £1,000.00, and no risk of the round applies"),
            (tier, Assert.Single(reasons))
        );
        (tier, reasons) = TierRules.Of(policy, Known with { Amount = new Money(100_001) });
        Assert.Equal((CheckTier.Standard, "It asks for £1,000.01, which is more than £1,000.00"), (tier, Assert.Single(reasons)));
        (tier, reasons) = TierRules.Of(
            policy,
            Known with
            {
                Amount = Money.FromPounds(8_000),
                FundedBefore = false,
                IsRegistered = false,
                Risks = ["Will you work with children?"],
                OverdueReturns = 2,
                LateReturns = 1,
                HasStopFlag = true,
            }
        );
        Assert.Equal(CheckTier.Enhanced, tier);
        Assert.Equal(
            [
                "It answers yes to: Will you work with children?",
                "The organisation has a stop flag",
                "It asks for £8,000.00, which is more than £5,000.00",
                "2 of the organisation's returns are overdue",
                "1 of the organisation's returns came 10 or more working days late",
                "This office has not funded the organisation before, so a referee is asked",
            ],
            reasons
        );
    }

    [Fact]
    public void A_due_diligence_tier_is_never_lowered_by_more_money_or_more_risk()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 500; i++)
        {
            var facts = new TierFacts(
                new Money(random.Next(0, 1_200_000)),
                random.Next(2) == 0,
                random.Next(2) == 0,
                random.Next(3) == 0 ? ["A risk"] : [],
                random.Next(2),
                random.Next(2),
                random.Next(4) == 0
            );
            var tier = TierRules.Of(new(), facts).Tier;
            Assert.True(TierRules.Of(new(), facts with { Amount = facts.Amount + new Money(random.Next(0, 500_000)) }).Tier >= tier);
            Assert.True(TierRules.Of(new(), facts with { Risks = [.. facts.Risks, "Another"] }).Tier >= tier);
            Assert.True(TierRules.Of(new(), facts with { IsRegistered = false, FundedBefore = false }).Tier >= tier);
        }
    }

    [Fact]
    public void A_changed_due_diligence_tier_needs_a_reason()
    {
        Assert.Equal("Choose a tier", TierRules.WhyCannotOverride(null, CheckTier.Light, "x")!.Sentence);
        Assert.Equal("This is the tier already", TierRules.WhyCannotOverride(CheckTier.Light, CheckTier.Light, "x")!.Sentence);
        Assert.Equal("Say why, in up to 500 characters", TierRules.WhyCannotOverride(CheckTier.Standard, CheckTier.Light, " ")!.Sentence);
        Assert.Null(TierRules.WhyCannotOverride(CheckTier.Standard, CheckTier.Light, "A visit is planned"));
    }
}
