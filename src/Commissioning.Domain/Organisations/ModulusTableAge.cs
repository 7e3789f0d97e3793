namespace Commissioning.Domain.Organisations;

/// <summary>The weight table in use and how old it is.</summary>
/// <param name="Version">As Pay.UK names it; null: none is loaded.</param>
/// <param name="ValidFrom">Its first day; null: none is loaded.</param>
/// <param name="Today">The date in the UK.</param>
public sealed record ModulusTableAge(string? Version, DateOnly? ValidFrom, DateOnly Today)
{
    /// <summary>Days after which a table is old, because Pay.UK publishes several a year. Our default, not policy of the office.</summary>
    public const int DaysGood = 180;

    public int? Days => Today.DayNumber - ValidFrom?.DayNumber;

    /// <summary>What every page that shows a result of the bank check says; null: a recent table is loaded.</summary>
    public string? Warning =>
        Days is not { } days ? "No weight table is loaded, so of a sort code and account number only the number of digits is checked."
        : days > DaysGood
            ? $"The weight table in use, {Version}, is valid from {LondonTime.Date(ValidFrom!.Value)}. It is {days} days old, so newer sort codes are not checked."
        : null;

    /// <summary>For the page of the tables.</summary>
    public string InWords =>
        Warning
        ?? $"In use: {Version}, valid from {LondonTime.Date(ValidFrom!.Value)}{(Days == 0 ? " (today)" : Days == 1 ? " (1 day ago)" : $" ({Days} days ago)")}.";
}
