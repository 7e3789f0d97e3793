namespace Commissioning.Domain.Tests;

public sealed class LondonTimeTests
{
    [Theory]
    [InlineData("2026-01-05", "17:00", "2026-01-05T17:00:00Z", "5pm on 5 January 2026")]
    [InlineData("2026-07-06", "17:00", "2026-07-06T16:00:00Z", "5pm on 6 July 2026")]
    [InlineData("2026-07-06", "00:00", "2026-07-05T23:00:00Z", "midnight on 6 July 2026")]
    [InlineData("2026-03-29", "01:30", "2026-03-29T01:30:00Z", "2:30am on 29 March 2026")] // Skipped: read as an hour later.
    [InlineData("2026-10-25", "01:30", "2026-10-25T00:30:00Z", "1:30am on 25 October 2026")] // Occurs twice: read as the first.
    public void London_time_is_stored_as_UTC_and_shown_as_UK_time(string date, string time, string utc, string shown)
    {
        var instant = LondonTime.ToUtc(
            DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture),
            TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)
        );
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, instant);
        Assert.Equal(shown, LondonTime.DateAndTime(instant));
    }
}
