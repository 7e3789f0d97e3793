using System.Globalization;

namespace Commissioning.Domain;

/// <summary>Instants are stored in UTC and shown in UK time. Only this class converts between them.</summary>
public static class LondonTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;

    public static DateOnly Today(this TimeProvider clock) => DateOf(clock.UtcNow());

    /// <summary>The date in the UK at an instant.</summary>
    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(ToLondon(utc));

    public static DateTime ToLondon(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>Converts UK wall-clock time to UTC. A time that occurs twice in October means the first occurrence (summer time); one
    /// skipped in March moves an hour later. Both are deterministic, and the result is shown to the person.</summary>
    public static DateTime ToUtc(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
            local = local.AddHours(1);
        if (Zone.IsAmbiguousTime(local))
            return DateTime.SpecifyKind(local - Zone.GetAmbiguousTimeOffsets(local).Max(), DateTimeKind.Utc);
        return TimeZoneInfo.ConvertTimeToUtc(local, Zone);
    }

    /// <summary>Such as 6 January 2025.</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", British);

    /// <summary>Such as 6 January 2025, in UK time.</summary>
    public static string Date(DateTime utc) => Date(DateOf(utc));

    /// <summary>Such as Friday 8 January 2027, for a day by which something must be done.</summary>
    public static string DayAndDate(DateOnly date) => date.ToString("dddd d MMMM yyyy", British);

    /// <summary>Such as January 2025.</summary>
    public static string Month(DateOnly month) => month.ToString("MMMM yyyy", British);

    /// <summary>Such as 6 January, where the year is plain.</summary>
    public static string DayAndMonth(DateOnly date) => date.ToString("d MMMM", British);

    /// <summary>Such as 5pm on 6 January 2025 (UK time).</summary>
    public static string DateAndTime(DateTime utc) => $"{Time(utc)} on {Date(utc)}";

    /// <summary>Such as 5pm, 5:30pm, midday or midnight.</summary>
    public static string Time(DateTime utc)
    {
        var local = ToLondon(utc);
        return (local.Hour, local.Minute) switch
        {
            (0, 0) => "midnight",
            (12, 0) => "midday",
            (_, 0) => local.ToString("%h", British) + Half(local),
            _ => local.ToString("h:mm", British) + Half(local),
        };
    }

    private static string Half(DateTime local) => local.Hour < 12 ? "am" : "pm";
}
