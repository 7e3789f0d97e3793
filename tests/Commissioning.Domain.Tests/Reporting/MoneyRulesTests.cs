using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Reporting;

namespace Commissioning.Domain.Tests.Reporting;

public sealed class MoneyRulesTests
{
    private static readonly FinancialYear Year = new(2026);

    [Theory]
    [InlineData("2026-03-31", 0)]
    [InlineData("2026-04-30", 0)]
    [InlineData("2026-05-01", 1)]
    [InlineData("2026-11-30", 7)]
    [InlineData("2027-03-31", 11)]
    [InlineData("2027-04-01", 12)]
    [InlineData("2029-01-01", 12)]
    public void A_month_is_over_when_the_next_has_begun(string today, int over) =>
        Assert.Equal(over, MoneyRules.MonthsOver(Year, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_day_before_the_year_counts_in_April_and_one_after_it_in_no_month()
    {
        Assert.Equal(0, MoneyRules.MonthOf(Year, new(2026, 1, 5)));
        Assert.Equal(11, MoneyRules.MonthOf(Year, new(2027, 3, 31)));
        Assert.Null(MoneyRules.MonthOf(Year, new(2027, 4, 1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000_01)]
    [InlineData(73758004)]
    public void Every_profile_adds_up_to_its_budget_to_the_penny(long pence)
    {
        var budget = new Money(pence);
        Assert.Equal(budget, MoneyRules.Even(budget).Sum());
        var planned = Enumerable.Range(1, 12).Select(month => new Money(month * 12_345)).ToList();
        var spread = MoneyRules.ByInstalments(budget, planned);
        Assert.Equal(budget, spread.Sum());
        Assert.All(spread, month => Assert.True(month >= Money.Zero));
        Assert.Equal(budget, MoneyRules.Scaled(planned, budget).Sum());
    }

    [Fact]
    public void Typed_months_that_do_not_come_to_the_budget_say_by_how_much_they_differ()
    {
        var months = Enumerable.Repeat((Money?)Money.FromPounds(100), 12).ToList();
        Assert.Null(MoneyRules.WhyNoProfile(Money.FromPounds(1_200), months, "months"));
        Assert.Equal(
            "The months come to £1,200.00, and the budget is £1,250.00. They differ by £50.00.",
            MoneyRules.WhyNoProfile(Money.FromPounds(1_250), months, "months")!.Sentence
        );
        months[3] = null;
        Assert.Equal(
            "Enter an amount for each of the twelve months, or 0",
            MoneyRules.WhyNoProfile(Money.FromPounds(1_200), months, "months")!.Sentence
        );
    }

    [Fact]
    public void The_newest_return_replaces_the_plan_but_never_exceeds_the_award_and_an_ended_award_cost_what_was_paid()
    {
        var (net, paid, planned) = (Money.FromPounds(900), Money.FromPounds(300), Money.FromPounds(400));
        Assert.Equal(Money.FromPounds(700), MoneyRules.ForecastOf(net, paid, planned, null, false));
        Assert.Equal(Money.FromPounds(650), MoneyRules.ForecastOf(net, paid, planned, Money.FromPounds(650), false));
        Assert.Equal(net, MoneyRules.ForecastOf(net, paid, planned, Money.FromPounds(1_000), false));
        Assert.Equal(paid, MoneyRules.ForecastOf(net, paid, planned, Money.FromPounds(650), true));
    }

    [Fact]
    public void Both_the_percentage_and_the_amount_have_to_be_passed()
    {
        var limit = Money.FromPounds(5_000);
        Assert.True(MoneyRules.Passes(Money.FromPounds(-6_000), Money.FromPounds(50_000), 10, limit));
        Assert.False(MoneyRules.Passes(Money.FromPounds(-6_000), Money.FromPounds(60_000), 10, limit));
        Assert.False(MoneyRules.Passes(limit, Money.FromPounds(1_000), 10, limit));
    }

    [Fact]
    public void A_total_adds_every_month()
    {
        WatchedMoney Of(long pounds) =>
            new()
            {
                Budget = new(pounds * 1200),
                Profile = MoneyRules.Even(new(pounds * 1200)),
                Actual = Enumerable.Repeat(new Money(pounds * 50), 12).ToList(),
                Committed = new(pounds),
                Forecast = new(pounds * 1100),
                Over = 6,
            };
        var total = WatchedMoney.Total([Of(3), Of(4)]);
        Assert.Equal((new Money(8400), new Money(4200), new Money(2100)), (total.Budget, total.ProfileSoFar, total.ActualSoFar));
        Assert.Equal((new Money(-2100), new Money(-700)), (total.AgainstProfile, total.AgainstBudget));
    }

    [Fact]
    public void An_alarm_about_a_profile_is_closed_with_an_explanation_or_a_new_profile()
    {
        Assert.Equal([CspAlarmAction.Explained, CspAlarmAction.Reprofiled], AlarmRules.Actions(CspAlarmKind.ProfileVariance));
        Assert.DoesNotContain(CspAlarmAction.Explained, AlarmRules.Actions(CspAlarmKind.ForecastUnderspend));
        Assert.Equal(
            "£20.00 less than the profile",
            AlarmRules.Sentence(CspAlarmKind.ProfileVariance, null, false, Money.FromPounds(20), null)
        );
        Assert.Equal(
            "£20.00 more is expected than the budget",
            AlarmRules.Sentence(CspAlarmKind.OverBudget, null, false, Money.FromPounds(-20), null)
        );
    }
}
