namespace Commissioning.Domain.Applications;

/// <summary>The last hour before closing, by the server's clock.</summary>
public static class ClosingRules
{
    /// <summary>Minutes before closing from which a countdown is shown.</summary>
    public const int ShownMinutes = 60;

    /// <summary>Whole minutes left, rounded down so that nobody counts on more; null outside the last hour.</summary>
    public static int? MinutesLeft(DateTime closesAt, DateTime now) =>
        now <= closesAt && closesAt - now <= TimeSpan.FromMinutes(ShownMinutes) ? (int)(closesAt - now).TotalMinutes : null;

    public static string InWords(int minutes) =>
        minutes switch
        {
            0 => "Closes in less than a minute",
            1 => "Closes in 1 minute",
            _ => $"Closes in {minutes} minutes",
        };
}
