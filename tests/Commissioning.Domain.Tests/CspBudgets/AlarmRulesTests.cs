using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class AlarmRulesTests
{
    private static readonly Money Limit = Money.FromPounds(15_000);

    [Fact]
    public void The_underspend_alarm_is_raised_above_the_limit_from_the_second_quarter()
    {
        var (allocation, just, over) = (Money.FromPounds(100_000), Money.FromPounds(85_000), Money.FromPounds(84_999.99m));
        Assert.False(AlarmRules.RaisesUnderspend(ReturnPeriod.Quarter2, allocation, just, Limit));
        Assert.True(AlarmRules.RaisesUnderspend(ReturnPeriod.Quarter2, allocation, over, Limit));
        Assert.False(AlarmRules.RaisesUnderspend(ReturnPeriod.Quarter1, allocation, over, Limit));
    }

    [Fact]
    public void A_missing_return_raises_an_alarm_after_its_date_and_not_long_afterwards()
    {
        var due = ReturnRules.DueOn(new(2026), ReturnPeriod.Quarter1);
        Assert.Equal(new(2026, 7, 21), due);
        Assert.False(AlarmRules.RaisesNoReturn(due, due));
        Assert.True(AlarmRules.RaisesNoReturn(due, due.AddDays(1)));
        Assert.True(AlarmRules.RaisesNoReturn(due, due.AddDays(90)));
        Assert.False(AlarmRules.RaisesNoReturn(due, due.AddDays(91)));
    }

    [Fact]
    public void An_alarm_is_closed_with_an_answer_of_its_kind_an_authority_and_a_reason_of_substance()
    {
        Assert.Equal(
            [
                "Choose what is done",
                "Say who decided this, or name the paper that it rests on",
                "Say in a sentence what you saw, so that someone else can follow it",
            ],
            AlarmRules.WhyIncomplete(CspAlarmKind.ForecastUnderspend, CspAlarmAction.Chased, " ", "ok").Select(refusal => refusal.Sentence)
        );
        Assert.Empty(
            AlarmRules.WhyIncomplete(
                CspAlarmKind.NoReturn,
                CspAlarmAction.Chased,
                "CFO, 3 November",
                "The officer was ill and sends it on Monday"
            )
        );
    }

    [Fact]
    public void A_later_return_says_what_it_forecasts_and_closes_nothing()
    {
        Assert.Null(AlarmRules.Since(CspAlarmKind.ForecastUnderspend, ReturnPeriod.Quarter2, Limit, null));
        Assert.Equal(
            "The return for quarter 3 still forecasts an underspend of £15,000.01.",
            AlarmRules.Since(
                CspAlarmKind.ForecastUnderspend,
                ReturnPeriod.Quarter2,
                Limit,
                (ReturnPeriod.Quarter3, Money.FromPounds(15_000.01m))
            )
        );
        Assert.Equal(
            "The return for quarter 3 forecasts an underspend of £20.00, which is not above £15,000.00. The alarm stays open until somebody closes it.",
            AlarmRules.Since(CspAlarmKind.ForecastUnderspend, ReturnPeriod.Quarter2, Limit, (ReturnPeriod.Quarter3, Money.FromPounds(20)))
        );
    }
}
