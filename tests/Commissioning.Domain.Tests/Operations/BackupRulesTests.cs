using System.Globalization;
using Commissioning.Domain.Operations;

namespace Commissioning.Domain.Tests.Operations;

public sealed class BackupRulesTests
{
    private static readonly TimeOnly Two = new(2, 0);

    [Theory]
    [InlineData("2026-01-15 01:59", "2026-01-14 02:00")]
    [InlineData("2026-01-15 02:00", "2026-01-15 02:00")]
    [InlineData("2026-01-15 23:00", "2026-01-15 02:00")]
    [InlineData("2026-07-15 01:00", "2026-07-15 01:00")] // 2am in the UK is 1am UTC in summer.
    [InlineData("2026-03-29 12:00", "2026-03-29 01:00")] // The clocks go forward that night.
    [InlineData("2026-10-25 12:00", "2026-10-25 02:00")]
    public void A_backup_is_due_once_each_night_by_UK_time(string now, string due) =>
        Assert.Equal(Utc(due), BackupRules.LastDue(Utc(now), Two));

    [Theory]
    [InlineData("2026-01-15 02:00", null, null, true)]
    [InlineData("2026-01-15 02:00", "2026-01-14 02:00", "2026-01-14 02:00", true)]
    [InlineData("2026-01-15 01:00", "2026-01-14 02:00", "2026-01-14 02:00", false)]
    [InlineData("2026-01-15 09:00", "2026-01-15 02:00", "2026-01-15 02:00", false)]
    [InlineData("2026-01-15 09:00", "2026-01-12 02:00", "2026-01-12 02:00", true)] // the portal was off
    [InlineData("2026-01-15 02:00", "2026-01-15 01:59", "2026-01-15 01:59", true)] // set up a minute before its time
    [InlineData("2026-01-15 02:59", "2026-01-14 02:00", "2026-01-15 02:00", false)] // failed a moment ago
    [InlineData("2026-01-15 03:00", "2026-01-14 02:00", "2026-01-15 02:00", true)] // an hour ago
    public void A_backup_that_failed_is_tried_again_each_hour(string now, string? made, string? tried, bool due) =>
        Assert.Equal(due, BackupRules.IsDue(Utc(now), Two, Of(made), Of(tried)));

    [Theory]
    [InlineData("2026-01-15 03:59", "2026-01-14 02:00", "2026-01-01 02:00", false)]
    [InlineData("2026-01-15 04:00", "2026-01-14 02:00", "2026-01-01 02:00", true)]
    [InlineData("2026-01-15 04:00", "2026-01-15 03:00", "2026-01-01 02:00", false)]
    [InlineData("2026-01-15 09:00", null, "2026-01-15 08:59", false)] // set up a moment ago
    [InlineData("2026-01-15 09:00", null, "2026-01-15 07:00", true)]
    [InlineData("2026-01-15 09:00", null, null, false)]
    public void A_backup_is_late_two_hours_after_its_time(string now, string? made, string? since, bool late) =>
        Assert.Equal(late, BackupRules.IsLate(Utc(now), Two, Of(made), Of(since)));

    [Fact]
    public void Kept_backups_are_the_newest_of_the_last_days_weeks_and_months()
    {
        // Each night of 2026 until Wednesday 30 December, and twice on the last day.
        var made = Enumerable.Range(0, 364).Select(day => Utc("2026-01-01 02:00").AddDays(day)).Append(Utc("2026-12-30 15:00")).ToList();
        var kept = BackupRules.Kept(made, 7, 4, 12).Order().Select(at => at.ToString("MM-dd HH", CultureInfo.InvariantCulture));
        Assert.Equal(
            [
                "01-31 02",
                "02-28 02",
                "03-31 02",
                "04-30 02",
                "05-31 02",
                "06-30 02",
                "07-31 02",
                "08-31 02",
                "09-30 02",
                "10-31 02",
                "11-30 02",
                "12-13 02",
                "12-20 02",
                "12-24 02",
                "12-25 02",
                "12-26 02",
                "12-27 02",
                "12-28 02",
                "12-29 02",
                "12-30 15",
            ],
            kept
        );
    }

    [Fact]
    public void The_newest_backup_is_kept_whatever_the_numbers_are()
    {
        Assert.Equal([Utc("2026-01-02 02:00")], BackupRules.Kept([Utc("2026-01-01 02:00"), Utc("2026-01-02 02:00")], 0, 0, 0));
        Assert.Empty(BackupRules.Kept([], 7, 4, 12));
    }

    [Fact]
    public void Backups_of_nights_without_one_in_between_are_not_lost()
    {
        // The portal was off for a year: the last seven days that have a backup stay.
        var made = Enumerable.Range(1, 9).Select(day => Utc($"2025-01-0{day} 02:00")).Append(Utc("2026-01-15 02:00")).ToList();
        Assert.Superset(made.Skip(3).ToHashSet(), BackupRules.Kept(made, 7, 0, 0).ToHashSet());
    }

    private static DateTime? Of(string? text) => text is null ? null : Utc(text);

    private static DateTime Utc(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
