using Commissioning.Domain.Awards;

namespace Commissioning.Domain.Tests.Awards;

public sealed class ReturnScheduleTests
{
    [Theory]
    [InlineData(4_999, false, 1)]
    [InlineData(5_000, false, 2)]
    [InlineData(500, true, 4)]
    public void The_return_schedule_asks_larger_and_riskier_awards_to_report_more_often(int pounds, bool enhanced, int returns)
    {
        var plan = ReturnSchedule.Plan(Money.FromPounds(pounds), enhanced, new(2026, 5, 1), new(2027, 4, 30), new());
        Assert.Equal(returns, plan.Count);
        Assert.Equal([.. Enumerable.Repeat(false, returns - 1), true], plan.Select(one => one.IsFinal));
        Assert.Equal(
            (new DateOnly(2026, 5, 1), new DateOnly(2027, 4, 30), new DateOnly(2027, 5, 28)),
            (plan[0].From, plan[^1].To, plan[^1].DueOn)
        );
        Assert.All(plan.Zip(plan.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
    }

    [Fact]
    public void The_return_schedule_asks_a_short_project_to_report_once() =>
        Assert.Single(ReturnSchedule.Plan(Money.FromPounds(9_000), false, new(2026, 5, 1), new(2026, 6, 15), new()));
}
