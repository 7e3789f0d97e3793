using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using static Commissioning.Domain.DueDiligence.CheckStatus;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class DueDiligenceRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static CheckState State(
        CheckStatus status,
        bool confirmed = true,
        CheckHold holds = CheckHold.Decision,
        DateOnly? until = null
    ) => new(status, confirmed, holds, until);

    [Theory]
    [InlineData(CheckResult.NotStarted, NotStarted, NotStarted)]
    [InlineData(CheckResult.NotStarted, NotStarted, NotApplicable)]
    [InlineData(CheckResult.InProgress, Pass, NotStarted)]
    [InlineData(CheckResult.Pass, Pass, NotApplicable)]
    [InlineData(CheckResult.Pass, NotApplicable)]
    [InlineData(CheckResult.Condition, Pass, CheckStatus.Condition)]
    [InlineData(CheckResult.Fail, Fail, NotStarted)]
    public void The_result_follows_from_the_checks(CheckResult result, params CheckStatus[] checks) =>
        Assert.Equal(result, DueDiligenceRules.ResultOf(checks.Select(check => State(check)).ToList(), Today));

    [Fact]
    public void A_fail_counts_when_somebody_else_has_looked_at_it() =>
        Assert.Equal(CheckResult.InProgress, DueDiligenceRules.ResultOf([State(Pass), State(Fail, confirmed: false)], Today));

    [Fact]
    public void What_holds_only_the_payment_does_not_hold_up_the_result()
    {
        Assert.Equal(CheckResult.Pass, DueDiligenceRules.ResultOf([State(Pass), State(NotStarted, holds: CheckHold.Payment)], Today));
        Assert.Equal(
            CheckResult.Pass,
            DueDiligenceRules.ResultOf([State(NotApplicable), State(NotStarted, holds: CheckHold.Payment)], Today)
        );
        Assert.Equal(CheckResult.Fail, DueDiligenceRules.ResultOf([State(Pass), State(Fail, holds: CheckHold.Payment)], Today));
    }

    [Fact]
    public void A_result_is_good_to_the_end_of_its_last_day()
    {
        Assert.Equal(CheckResult.Pass, DueDiligenceRules.ResultOf([State(Pass, until: Today)], Today));
        Assert.Equal(CheckResult.InProgress, DueDiligenceRules.ResultOf([State(Pass, until: Today.AddDays(-1))], Today));
    }

    [Fact]
    public void A_result_needs_its_ground()
    {
        Assert.NotNull(DueDiligenceRules.WhyCannotRecord(NotApplicable, "", hasEvidence: true));
        Assert.NotNull(DueDiligenceRules.WhyCannotRecord(Fail, " ", hasEvidence: true));
        Assert.NotNull(DueDiligenceRules.WhyCannotRecord(Pass, null, hasEvidence: false));
        Assert.Null(DueDiligenceRules.WhyCannotRecord(Pass, null, hasEvidence: true));
        Assert.Null(DueDiligenceRules.WhyCannotRecord(InProgress, null, hasEvidence: false));
    }

    [Fact]
    public void Registered_is_never_by_itself_a_pass()
    {
        var facts = new RegisterFacts
        {
            Register = Register.Charity,
            Number = "1234567",
            Name = "Friends of Elm Park",
            Status = "Registered",
        };
        Assert.StartsWith(
            "Being registered is not enough for a pass",
            DueDiligenceRules.WhyCannotRecord(Pass, null, hasEvidence: true, CheckKind.Register, facts)!.Sentence
        );
        Assert.Null(
            DueDiligenceRules.WhyCannotRecord(Pass, "Went to their fair on Saturday", hasEvidence: false, CheckKind.Register, facts)
        );
        Assert.Equal(
            "It was removed or dissolved on 1 February 2024, so this cannot be a pass. Record a condition or a fail.",
            DueDiligenceRules
                .WhyCannotRecord(Pass, "Seems fine", true, CheckKind.Register, facts with { RemovedOn = new(2024, 2, 1) })!
                .Sentence
        );
        Assert.NotNull(DueDiligenceRules.WhyCannotRecord(Pass, "Seems fine", true, CheckKind.Register, facts with { Name = null }));
    }

    [Fact]
    public void A_second_look_is_somebody_elses()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(
            "You recorded this fail, so someone else must check it",
            DueDiligenceRules.WhyCannotReopen(Fail, false, true, first, first, "Read it")!.Sentence
        );
        Assert.Equal(
            "Only a fail needs a second check",
            DueDiligenceRules.WhyCannotReopen(Pass, false, true, first, second, "Read it")!.Sentence
        );
        Assert.Equal(
            "Someone has already checked this fail",
            DueDiligenceRules.WhyCannotReopen(Fail, true, true, first, second, "Read it")!.Sentence
        );
        Assert.Equal("Say what you checked", DueDiligenceRules.WhyCannotReopen(Fail, false, true, first, second, " ")!.Sentence);
        Assert.Null(DueDiligenceRules.WhyCannotReopen(Fail, false, true, first, second, "Read it"));
        Assert.Null(DueDiligenceRules.WhyCannotReopen(Fail, true, false, first, second, "New papers"));
        Assert.NotNull(DueDiligenceRules.WhyCannotReopen(Fail, true, false, first, first, "New papers"));
        Assert.False(DueDiligenceRules.IsCarriedOver(Pass, Today, Today, (1, 1), (1, 2)));
    }

    [Fact]
    public void What_was_known_at_the_decision_stays_and_what_was_open_is_still_done()
    {
        Assert.NotNull(DueDiligenceRules.WhyCannotChange(decided: true, State(Pass), Today));
        Assert.Null(DueDiligenceRules.WhyCannotChange(decided: true, State(NotStarted), Today));
        Assert.Null(DueDiligenceRules.WhyCannotChange(decided: true, State(Pass, until: Today.AddDays(-1)), Today));
        Assert.Null(DueDiligenceRules.WhyCannotChange(decided: true, State(Pass, holds: CheckHold.Payment), Today));
        Assert.Null(DueDiligenceRules.WhyCannotChange(decided: false, State(Pass), Today));
    }

    [Theory]
    [InlineData(Pass, 0, 3, 3, true)]
    [InlineData(Pass, -1, 3, 3, false)] // out of date
    [InlineData(Pass, 30, 3, 4, false)] // the organisation has changed its details since
    [InlineData(CheckStatus.Condition, 30, 3, 3, false)]
    [InlineData(NotApplicable, 30, 3, 3, false)]
    public void A_pass_is_carried_over_while_in_date_and_nothing_has_changed(
        CheckStatus status,
        int days,
        int then,
        int now,
        bool carried
    ) => Assert.Equal(carried, DueDiligenceRules.IsCarriedOver(status, Today.AddDays(days), Today, (then, 1), (now, 1)));

    private static readonly TierFacts Known = new(
        Money.FromPounds(1_999),
        IsRegistered: true,
        FundedBefore: true,
        [],
        0,
        HasStopFlag: false
    );

    [Fact]
    public void A_tier_says_why()
    {
        var policy = new TierPolicy();
        var (tier, reasons) = TierRules.Of(policy, Known);
        Assert.Equal(
            (CheckTier.Light, "It asks for £1,999.00, less than £2,000.00, and no risk of the round applies"),
            (tier, Assert.Single(reasons))
        );
        (tier, reasons) = TierRules.Of(policy, Known with { Amount = Money.FromPounds(2_000) });
        Assert.Equal((CheckTier.Standard, "It asks for £2,000.00, which is £2,000.00 or more"), (tier, Assert.Single(reasons)));
        (tier, reasons) = TierRules.Of(
            policy,
            Known with
            {
                Amount = Money.FromPounds(8_000),
                FundedBefore = false,
                IsRegistered = false,
                Risks = ["Will you work with children?"],
                OverdueReturns = 2,
                HasStopFlag = true,
            }
        );
        Assert.Equal(CheckTier.Enhanced, tier);
        Assert.Equal(
            [
                "It asks for £8,000.00, which is £8,000.00 or more",
                "It answers yes to: Will you work with children?",
                "The organisation has a stop flag",
                "2 of the organisation's returns are overdue",
                "This office has not funded the organisation before",
                "The organisation did not give a charity or company number",
            ],
            reasons
        );
    }

    [Fact]
    public void More_money_or_more_risk_never_lowers_a_tier()
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
                random.Next(4) == 0
            );
            var tier = TierRules.Of(new(), facts).Tier;
            Assert.True(TierRules.Of(new(), facts with { Amount = facts.Amount + new Money(random.Next(0, 500_000)) }).Tier >= tier);
            Assert.True(TierRules.Of(new(), facts with { Risks = [.. facts.Risks, "Another"] }).Tier >= tier);
            Assert.True(TierRules.Of(new(), facts with { IsRegistered = false, FundedBefore = false }).Tier >= tier);
        }
    }

    [Fact]
    public void Another_tier_needs_a_reason()
    {
        Assert.Equal("Choose a tier", TierRules.WhyCannotOverride(null, CheckTier.Light, "x")!.Sentence);
        Assert.Equal("This is the tier already", TierRules.WhyCannotOverride(CheckTier.Light, CheckTier.Light, "x")!.Sentence);
        Assert.Equal("Say why, in up to 500 characters", TierRules.WhyCannotOverride(CheckTier.Standard, CheckTier.Light, " ")!.Sentence);
        Assert.Null(TierRules.WhyCannotOverride(CheckTier.Standard, CheckTier.Light, "A visit is planned"));
    }
}
