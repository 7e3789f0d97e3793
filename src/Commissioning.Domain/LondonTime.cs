using System.Globalization;

namespace Commissioning.Domain;

/// <summary>Instants are UTC inside and UK time outside. This is the only place where one becomes the other.</summary>
public static class LondonTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;

    public static DateOnly Today(this TimeProvider clock) => DateOf(clock.UtcNow());

    /// <summary>The UK's date at an instant.</summary>
    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(ToLondon(utc));

    public static DateTime ToLondon(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>
    /// UTC of a UK wall-clock time. An hour that occurs twice in October is read as its first occurrence (summer time);
    /// one that is skipped in March is read as an hour later. Both are deterministic, and shown back to the person.
    /// </summary>
    public static DateTime ToUtc(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
            local = local.AddHours(1);
        if (Zone.IsAmbiguousTime(local))
            return DateTime.SpecifyKind(local - Zone.GetAmbiguousTimeOffsets(local).Max(), DateTimeKind.Utc);
        return TimeZoneInfo.ConvertTimeToUtc(local, Zone);
    }

    /// <summary>6 January 2025</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", British);

    /// <summary>6 January 2025, in UK time</summary>
    public static string Date(DateTime utc) => Date(DateOf(utc));

    /// <summary>5pm on 6 January 2025, or 11:59pm on ... (UK time)</summary>
    public static string DateAndTime(DateTime utc) => $"{Time(utc)} on {Date(utc)}";

    /// <summary>5pm, 5:30pm, midday, midnight</summary>
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
