namespace Commissioning.Domain;

/// <summary>How far machines' clocks may differ. The answering node's clock decides deadlines, and leases are compared with it.</summary>
public static class ClockRules
{
    /// <summary>A node whose clock differs by more does not start, or takes no jobs.</summary>
    public static readonly TimeSpan Allowed = TimeSpan.FromSeconds(30);

    /// <summary>The least by which this machine's clock is ahead of the database's, or behind it (negative). A slow answer is not a
    /// difference: only what lies outside the round trip counts.</summary>
    /// <param name="asked">This machine's clock before it asked the database for its time.</param>
    /// <param name="answered">This machine's clock when it had the answer.</param>
    public static TimeSpan Off(DateTime asked, DateTime database, DateTime answered) =>
        asked > database ? asked - database
        : answered < database ? answered - database
        : TimeSpan.Zero;

    /// <summary>Null when the clock is close enough.</summary>
    public static string? WhyWrong(TimeSpan off) =>
        off.Duration() <= Allowed
            ? null
            : $"This machine's clock is {Words(off.Duration())} {(off > TimeSpan.Zero ? "ahead of" : "behind")} the database's.";

    private static string Words(TimeSpan time) =>
        time.TotalSeconds < 120 ? $"{time.TotalSeconds:0} seconds"
        : time.TotalMinutes < 120 ? $"{time.TotalMinutes:0} minutes"
        : $"{time.TotalHours:0} hours";
}
