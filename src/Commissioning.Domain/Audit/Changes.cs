using System.Globalization;
using System.Text.RegularExpressions;

namespace Commissioning.Domain.Audit;

/// <summary>
/// What a command did to a record, field by field, for the detail of its audit entry: "Pot: £10,000.00 -> £12,000.00", and nothing for a
/// field that stayed. There is a method for each type that an auditor can read and none for a Guid or an enum: give its name. Never give it
/// a password, a whole account number, an equality answer or the text of a concern, because the trail cannot be erased.
/// </summary>
/// <param name="isNew">The record did not exist before, so there is one value for each field that is filled in.</param>
public sealed partial class Changes(bool isNew = false)
{
    /// <summary>Characters of one value that an entry keeps. The column has no limit; a whole page of guidance would hide the other
    /// fields.</summary>
    public const int LongestValue = 4000;

    private const string Nothing = "none";
    private readonly List<string> fields = [];

    public bool Any => fields.Count > 0;

    public Changes Add(string field, string? before, string? after)
    {
        var (old, now) = (Plain(before), Plain(after));
        if (isNew && now.Length > 0)
            fields.Add($"{field}: {Cut(now)}");
        else if (!isNew && old != now)
            fields.Add($"{field}: {Cut(old.Length > 0 ? old : Nothing)} -> {Cut(now.Length > 0 ? now : Nothing)}");
        return this;
    }

    public Changes Add(string field, Money? before, Money? after) => Add(field, before?.ToString(), after?.ToString());

    public Changes Add(string field, int? before, int? after) => Add(field, Number(before), Number(after));

    public Changes Add(string field, decimal? before, decimal? after) => Add(field, Number(before), Number(after));

    /// <summary>Two values that differ below the second decimal are shown alike, and still as a change.</summary>
    public Changes Add(string field, Fraction? before, Fraction? after)
    {
        if (before == after)
            return this;
        var (old, now) = (Shown(before), Shown(after));
        return old == now && !isNew ? Add(field, old, $"{now} (changed by less than 0.01)") : Add(field, old, now);
    }

    public Changes Add(string field, bool? before, bool? after) => Add(field, YesOrNo(before), YesOrNo(after));

    public Changes Add(string field, DateOnly? before, DateOnly? after) =>
        Add(field, before is { } old ? LondonTime.Date(old) : null, after is { } now ? LondonTime.Date(now) : null);

    public Changes Add(string field, DateTime? before, DateTime? after) =>
        Add(field, before is { } old ? LondonTime.DateAndTime(old) : null, after is { } now ? LondonTime.DateAndTime(now) : null);

    public Changes Add(string field, IEnumerable<string> before, IEnumerable<string> after) =>
        Add(field, string.Join(", ", before), string.Join(", ", after));

    /// <summary>Entries of a list that each have a name, such as criteria: what was added, changed and removed, and whether their order
    /// changed.</summary>
    public Changes AddEach(string what, IEnumerable<(string Name, string Words)> before, IEnumerable<(string Name, string Words)> after)
    {
        var (old, now) = (Distinct(before), Distinct(after));
        foreach (var (name, words) in now)
            if (!old.Any(entry => entry.Name == name))
                fields.Add(With(isNew ? $"{what} {name}" : $"{what} {name} added", words));
            else
                Add($"{what} {name}", old.First(entry => entry.Name == name).Words, words);
        foreach (var (name, words) in old.Where(entry => now.All(other => other.Name != entry.Name)))
            fields.Add(With($"{what} {name} removed", words));
        var kept = now.Select(entry => entry.Name).Where(name => old.Any(entry => entry.Name == name)).ToList();
        if (!kept.SequenceEqual(old.Select(entry => entry.Name).Where(kept.Contains)))
            fields.Add($"New order: {string.Join(", ", now.Select(entry => entry.Name))}");
        return this;
    }

    public override string ToString() => fields.Count == 0 ? "Nothing changed" : string.Join("; ", fields);

    /// <summary>Two entries of one name are told apart by number, so that neither hides the other.</summary>
    private static List<(string Name, string Words)> Distinct(IEnumerable<(string Name, string Words)> entries) =>
        entries
            .GroupBy(entry => entry.Name.Trim())
            .SelectMany(group => group.Select((entry, i) => (i == 0 ? group.Key : $"{group.Key} ({i + 1})", Plain(entry.Words))))
            .ToList();

    private static string With(string start, string words) => words.Length > 0 ? $"{start}: {Cut(words)}" : start;

    private static string Plain(string? text) => text?.Trim().ReplaceLineEndings("\n") ?? "";

    private static string Cut(string text) =>
        text.Length <= LongestValue
            ? text
            : $"{text[..LongestValue]} [Cut here: the whole text has {text.Length.ToString("N0", CultureInfo.InvariantCulture)} characters.]";

    private static string? Number(IFormattable? value) => value?.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Shown(Fraction? value) => value is { } number ? Shown(number) : "";

    /// <summary>A fraction as an auditor reads it: 68.4, and never 342/5. Cut after two decimals, as everywhere.</summary>
    public static string Shown(Fraction value) => value.ToString(2).TrimEnd('0').TrimEnd('.');

    /// <summary>The name of a kind that has no label of its own: "BankDetails" is read "Bank details".</summary>
    public static string Words(Enum value)
    {
        var name = value.ToString();
        return name[..1] + Capital().Replace(name[1..], " $0").ToLowerInvariant();
    }

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();

    private static string? YesOrNo(bool? value) =>
        value is { } yes
            ? yes
                ? "yes"
                : "no"
            : null;
}
