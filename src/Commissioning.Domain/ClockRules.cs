namespace Commissioning.Domain;

/// <summary>How far the clocks of several machines may be apart. Deadlines are kept by the clock of the node that answers, and leases are compared with it.</summary>
public static class ClockRules
{
    /// <summary>More than this, and a node does not start, or takes no work.</summary>
    public static readonly TimeSpan Allowed = TimeSpan.FromSeconds(30);

    /// <summary>How far this machine is surely ahead of the database, or behind it (negative). A slow answer is no difference: only what lies outside the time of asking is.</summary>
    /// <param name="asked">This machine's clock before the database was asked for its own.</param>
    /// <param name="answered">This machine's clock when it had the answer.</param>
    public static TimeSpan Off(DateTime asked, DateTime database, DateTime answered) =>
        asked > database ? asked - database
        : answered < database ? answered - database
        : TimeSpan.Zero;

    /// <summary>Null when the clock is near enough.</summary>
    public static string? WhyWrong(TimeSpan off) =>
        off.Duration() <= Allowed
            ? null
            : $"This machine's clock is {Words(off.Duration())} {(off > TimeSpan.Zero ? "ahead of" : "behind")} the database's.";

    private static string Words(TimeSpan time) =>
        time.TotalSeconds < 120 ? $"{time.TotalSeconds:0} seconds"
        : time.TotalMinutes < 120 ? $"{time.TotalMinutes:0} minutes"
        : $"{time.TotalHours:0} hours";
}
