using System.Globalization;

namespace Commissioning.Domain;

/// <summary>The days on which reminders are sent. Each list is in the order of the calendar.</summary>
public sealed record ReminderDays
{
    /// <summary>What holds until the office sets something else. Default, not OPCC policy.</summary>
    public static readonly ReminderDays Default = new();

    /// <summary>The most days in one list.</summary>
    public const int Most = 8;

    /// <summary>The furthest that a reminder is from its day, in days.</summary>
    public const int Furthest = 120;

    /// <summary>Days before a round closes on which people with an unfinished draft are reminded, the first reminder first.</summary>
    public IReadOnlyList<int> Drafts { get; init; } = [7, 2];

    /// <summary>Days before scoring closes from which an assessor with open sheets is reminded, once.</summary>
    public int Assessors { get; init; } = 3;

    /// <summary>Days from the last day to accept an offer; negative: before it.</summary>
    public IReadOnlyList<int> Offers { get; init; } = [-7, 1];

    /// <summary>Working days from the day on which an area's return is due; negative: before it.</summary>
    public IReadOnlyList<int> AreaReturns { get; init; } = [-5, 0, 5, 10, 20];

    /// <summary>Days from the day of an invoice for money to be paid back; negative: before it. Null: as the portal is
    /// configured.</summary>
    public IReadOnlyList<int>? Recoveries { get; init; }

    /// <summary>Reads days as people type them: "-7, 1". Null, with the refusal, when they cannot be used.</summary>
    /// <param name="onlyBefore">The days are counted before something, so none is 0 or below it.</param>
    public static (IReadOnlyList<int>? Days, Refusal? Refusal) Read(string? typed, bool onlyBefore, string field)
    {
        var parts = (typed ?? "")
            .Replace('\u2212', '-')
            .Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return (null, new("Enter at least one day", field));
        List<int> days = [];
        foreach (var part in parts)
            if (int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var day))
                days.Add(day);
            else
                return (
                    null,
                    new(
                        $"{part} is not a whole number of days. Enter days with commas between them, such as {(onlyBefore ? "7, 2" : "-7, 0, 14")}",
                        field
                    )
                );
        if (onlyBefore && days.Any(day => day < 1))
            return (null, new("These days are counted before the day, so each is 1 or more", field));
        if (days.FirstOrDefault(day => Math.Abs(day) > Furthest) is not 0 and var far)
            return (null, new($"{far} is too far away: use {Furthest} days at most", field));
        if (days.GroupBy(day => day).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return (null, new($"{twice.Key} is there twice", field));
        return days.Count > Most
            ? (null, new($"Use {Most} reminders at most", field))
            : ([.. onlyBefore ? days.OrderDescending() : days.Order()], null);
    }

    /// <summary>Days around a day as they are read, such as: 7 days before, on the day, 14 and 28 days after.</summary>
    /// <param name="days">In the order of the calendar; negative: before the day.</param>
    public static string AroundInWords(IReadOnlyList<int> days)
    {
        string[] parts =
        [
            .. days.Any(day => day < 0) ? [$"{Joined(days.Where(day => day < 0).Select(day => -day))} before"] : Array.Empty<string>(),
            .. days.Contains(0) ? ["on the day"] : Array.Empty<string>(),
            .. days.Any(day => day > 0) ? [$"{Joined(days.Where(day => day > 0))} after"] : Array.Empty<string>(),
        ];
        return string.Join(", ", parts);

        static string Joined(IEnumerable<int> numbers) =>
            numbers.Select(day => day.ToString(CultureInfo.InvariantCulture)).ToList() is [.. var first, var last]
                ? first.Count == 0
                    ? $"{last} {(last == "1" ? "day" : "days")}"
                    : $"{string.Join(", ", first)} and {last} days"
                : "";
    }

    /// <summary>Days as they are typed.</summary>
    public static string InWords(IReadOnlyList<int> days) =>
        string.Join(", ", days.Select(day => day.ToString(CultureInfo.InvariantCulture)));
}
