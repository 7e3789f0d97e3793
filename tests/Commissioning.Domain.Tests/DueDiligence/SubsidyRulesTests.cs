using Commissioning.Domain.DueDiligence;
using static Commissioning.Domain.DueDiligence.SubsidyStep;

namespace Commissioning.Domain.Tests.DueDiligence;

/// <summary>Subsidy Control Act 2022, sections 36 and 37.</summary>
public sealed class SubsidyRulesTests
{
    private static readonly DateTime At = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Money Limit = Money.FromPounds(315_000);

    [Theory]
    [InlineData(null, null, ToAssess)]
    [InlineData(true, null, ToAssess)]
    [InlineData(false, null, NotASubsidy)]
    [InlineData(null, false, NotASubsidy)]
    [InlineData(true, false, NotASubsidy)]
    [InlineData(true, true, NoticeDue)]
    public void A_subsidy_assessment_needs_both_tests(bool? enterprise, bool? economic, SubsidyStep step) =>
        Assert.Equal(step, SubsidyRules.StepOf(new(enterprise, economic, null, null, null)));

    [Fact]
    public void Subsidy_steps_follow_the_statute()
    {
        var state = new SubsidyState(true, true, At, null, null);
        Assert.Equal(ConfirmationDue, SubsidyRules.StepOf(state));
        Assert.NotNull(SubsidyRules.WhyPaymentIsHeld(state));
        state = state with { ConfirmedAt = At };
        Assert.Equal(AwardConfirmationDue, SubsidyRules.StepOf(state));
        Assert.Null(SubsidyRules.WhyPaymentIsHeld(state)); // Payment is allowed, with the award confirmation.
        Assert.Equal(Complete, SubsidyRules.StepOf(state with { AwardConfirmedAt = At }));
        Assert.NotNull(SubsidyRules.WhyPaymentIsHeld(null));
        Assert.Null(SubsidyRules.WhyPaymentIsHeld(new(false, null, null, null, null)));
    }

    [Theory]
    [InlineData("2026-03-31", "2023-04-01")]
    [InlineData("2026-04-01", "2024-04-01")]
    [InlineData("2026-11-21", "2024-04-01")]
    public void The_subsidy_limit_counts_assistance_of_three_financial_years(string day, string from) =>
        Assert.Equal(
            DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
            SubsidyRules.CountsFrom(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))
        );

    [Fact]
    public void The_subsidy_limit_is_kept_to_the_penny()
    {
        var day = new DateOnly(2026, 3, 2);
        SubsidyAssistance[] before =
        [
            new("Council", Money.FromPounds(300_000), new(2023, 4, 1)),
            new("Old", Money.FromPounds(100_000), new(2023, 3, 31)),
            new("Later", Money.FromPounds(50_000), new(2026, 3, 3)),
        ];
        Assert.Equal(Money.FromPounds(300_000), SubsidyRules.RunningTotal(before, day));
        Assert.Null(SubsidyRules.WhyOverLimit(Money.FromPounds(15_000), before, Limit, day));
        Assert.Contains(
            "£0.01 over the limit of £315,000.00",
            SubsidyRules.WhyOverLimit(Money.FromPounds(15_000.01m), before, Limit, day)!.Sentence
        );
    }

    [Fact]
    public void The_subsidy_limit_in_force_is_the_newest_that_has_begun()
    {
        SubsidyLimit[] limits = [new(new(2023, 1, 4), Limit), new(new(2027, 4, 1), Money.FromPounds(400_000))];
        Assert.Equal(Limit, SubsidyRules.LimitOn(limits, new(2027, 3, 31)));
        Assert.Equal(Money.FromPounds(400_000), SubsidyRules.LimitOn(limits, new(2027, 4, 1)));
        Assert.Throws<ArgumentException>(() => SubsidyRules.LimitOn(limits, new(2022, 1, 1)));
    }
}
