namespace Commissioning.Domain.Tests;

public sealed class ClockRulesTests
{
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 3, 5, 0)] // A slow answer is not a wrong clock.
    [InlineData(0, 181, 1, -180)]
    [InlineData(180, 0, 181, 180)]
    public void Clock_difference_ignores_the_time_the_database_took_to_answer(int asked, int database, int answered, int expected) =>
        Assert.Equal(
            TimeSpan.FromSeconds(expected),
            ClockRules.Off(Noon.AddSeconds(asked), Noon.AddSeconds(database), Noon.AddSeconds(answered))
        );

    [Theory]
    [InlineData(30, null)]
    [InlineData(-30, null)]
    [InlineData(31, "This machine's clock is 31 seconds ahead of the database's.")]
    [InlineData(-180, "This machine's clock is 3 minutes behind the database's.")]
    [InlineData(-7200, "This machine's clock is 2 hours behind the database's.")]
    public void A_clock_wrong_by_more_than_half_a_minute_is_reported_in_words(int seconds, string? expected) =>
        Assert.Equal(expected, ClockRules.WhyWrong(TimeSpan.FromSeconds(seconds)));
}
