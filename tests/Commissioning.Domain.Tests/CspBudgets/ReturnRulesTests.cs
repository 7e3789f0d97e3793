using Commissioning.Domain.CspBudgets;

namespace Commissioning.Domain.Tests.CspBudgets;

public sealed class ReturnRulesTests
{
    [Fact]
    public void A_spending_return_is_due_fifteen_working_days_after_its_quarter()
    {
        Assert.Equal(new DateOnly(2025, 7, 21), ReturnRules.DueOn(new(2025), 1));
        Assert.Equal(new DateOnly(2026, 1, 22), ReturnRules.DueOn(new(2025), 3)); // New Year's Day does not count.
        Assert.Equal(0, ReturnRules.DaysOverdue(new(2025), 1, certified: false, new(2025, 7, 21)));
        Assert.Equal(7, ReturnRules.DaysOverdue(new(2025), 1, certified: false, new(2025, 7, 30)));
        Assert.Equal(0, ReturnRules.DaysOverdue(new(2025), 1, certified: true, new(2025, 7, 30)));
    }

    [Fact]
    public void The_underspend_alarm_is_raised_above_the_limit_from_the_second_quarter()
    {
        var (allocation, just, over) = (Money.FromPounds(100_000), Money.FromPounds(85_000), Money.FromPounds(84_999.99m));
        Assert.False(ReturnRules.RaisesAlarm(2, allocation, just));
        Assert.True(ReturnRules.RaisesAlarm(2, allocation, over));
        Assert.False(ReturnRules.RaisesAlarm(1, allocation, over));
    }

    [Theory]
    [InlineData("2025-07-11", null)]
    [InlineData("2025-07-14", -5)]
    [InlineData("2025-07-20", -5)]
    [InlineData("2025-07-21", 0)]
    [InlineData("2025-07-28", 5)]
    [InlineData("2025-08-18", 20)]
    [InlineData("2025-09-02", 20)]
    [InlineData("2025-09-03", null)]
    public void The_return_reminder_due_is_the_latest_whose_working_day_has_come(string today, int? days) =>
        Assert.Equal(
            days,
            ReturnRules.ReminderDue(new(2025, 7, 21), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture))
        );
}
