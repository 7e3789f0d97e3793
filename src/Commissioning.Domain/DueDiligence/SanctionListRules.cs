namespace Commissioning.Domain.DueDiligence;

/// <summary>How old the sanctions list in use may be. Our default, not policy of the office.</summary>
public static class SanctionListRules
{
    public const int DaysGood = 7;

    /// <summary>Null when the list may be relied on; otherwise why payments wait.</summary>
    /// <param name="listDate">The day of the list in use. Null: none is loaded.</param>
    public static string? WhyTooOld(DateOnly? listDate, DateOnly today) =>
        listDate is not { } of ? "No sanctions list is loaded, so no name was compared with it"
        : today.DayNumber - of.DayNumber > DaysGood
            ? $"The sanctions list in use is of {LondonTime.Date(of)}, more than {DaysGood} days old"
        : null;
}
