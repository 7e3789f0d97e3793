using System.Globalization;
using System.Text.RegularExpressions;

namespace Commissioning.Domain.DueDiligence;

/// <summary>Guards of the public files that the portal reads: a file that is cut off, of another month or far too small must never become
/// the register in use. All limits are our defaults, not policy of the office.</summary>
public static partial class ExtractRules
{
    /// <summary>Per cent of entries that a new file may lack against the one in use.</summary>
    public const decimal LargestFall = 2;

    /// <summary>One line in so many may be set aside; more refuse the file.</summary>
    public const int LinesForOneBad = 1_000;

    /// <summary>Days after which a register is old. The publishers bring out a file each month.</summary>
    public const int RegisterDays = 40;

    /// <summary>Days after which the sanctions list is old. It changes several times a month, and paying a listed person is an
    /// offence.</summary>
    public const int SanctionsDays = 7;

    /// <summary>One of the parts in which a register is published, such as 2 of 7.</summary>
    public sealed record FilePart(int Number, int Of);

    public static string NameOf(ExtractKind kind) =>
        kind switch
        {
            ExtractKind.Charity => "Charity register",
            ExtractKind.Company => "Company register",
            ExtractKind.Sanctions => "Sanctions list",
            ExtractKind.OtherNames => "Other names of charities",
            _ => "Trustees of charities",
        };

    /// <summary>Null when the new file has about as many entries as the one in use, or more; otherwise what an officer must know before
    /// another person agrees to it.</summary>
    public static string? WhySuspicious(int entries, int? before)
    {
        if (before is not > 0 || entries >= before * (1 - LargestFall / 100))
            return null;
        var fall = 100m * (before.Value - entries) / before.Value;
        // Rounded down, so that a file with something in it is never "100% fewer".
        var percent = (Math.Floor(fall * 100) / 100).ToString("0.##", CultureInfo.InvariantCulture);
        return $"It has {Number(entries)} {(entries == 1 ? "entry" : "entries")} and the list in use has {Number(before.Value)} ({percent}% fewer). If this is right, say why; a second person must agree";
    }

    /// <summary>Null when a file that was read may come into use at once; otherwise why a second person must agree first. Lines of a
    /// register may be set aside, for whoever stands on them is only not found. Whoever stands on such a line of the sanctions list could
    /// be paid, so two people read those lines.</summary>
    /// <param name="before">Entries of the file in use; null: none.</param>
    /// <param name="bad">Lines set aside.</param>
    public static string? WhyDoubted(ExtractKind kind, int entries, int? before, int bad)
    {
        var reasons = new[]
        {
            kind == ExtractKind.Sanctions && bad > 0
                ? $"{(bad == 1 ? "1 line" : $"{Number(bad)} lines")} of the sanctions list cannot be read, so nobody on {(bad == 1 ? "it" : "them")} would be found. Read {(bad == 1 ? "it" : "each of them")} in the published list. If nobody there can apply to us, say why; a second person must read {(bad == 1 ? "it" : "them")} too and agree"
                : null,
            WhySuspicious(entries, before),
        };
        return reasons.OfType<string>().ToList() is { Count: > 0 } why ? string.Join(". ", why) : null;
    }

    /// <summary>Null when the bad lines are few enough to be set aside by name.</summary>
    public static string? WhyTooManyBad(int bad, int lines) =>
        bad <= lines / LinesForOneBad ? null
        : bad == 1 && lines < LinesForOneBad ? "1 line cannot be read, and a file this short may have none"
        : $"{Number(bad)} of {Number(lines)} lines cannot be read; at most 1 in {Number(LinesForOneBad)} may be set aside";

    public static Refusal? WhyCannotInsist(string? reason, string field) => ReasonRules.WhyTooThin(reason, field);

    /// <summary>Whoever insisted on a file cannot also agree to it.</summary>
    public static Refusal? WhyCannotAgree(Guid? insistedBy, Guid person) =>
        insistedBy is null ? new("Someone must first say why the file is right")
        : insistedBy == person ? new("You said why the file is right, so someone else must agree")
        : null;

    /// <summary>How old the extract in use is.</summary>
    public static ListAge AgeOf(ExtractKind kind, DateOnly? inUse, DateOnly today)
    {
        var name = NameOf(kind);
        if (inUse is not { } day)
            return new(name, null, true, $"{name}: none is loaded");
        var days = today.DayNumber - day.DayNumber;
        var limit = kind == ExtractKind.Sanctions ? SanctionsDays : RegisterDays;
        return days > limit
            ? new(
                name,
                day,
                true,
                $"{name}: the one in use is of {LondonTime.Date(day)}. It is {Number(days)} days old, and more than {limit} is too old."
            )
            : new(name, day, false, $"{name} of {LondonTime.Date(day)}");
    }

    /// <summary>Why no payment can be checked against the sanctions list; null when the list is recent.</summary>
    public static string? WhySanctionsListHolds(DateOnly? inUse, DateOnly today) =>
        inUse is null ? "There is no sanctions list in the portal, so the payment cannot be checked against it. Load today's list."
        : AgeOf(ExtractKind.Sanctions, inUse, today).IsTooOld
            ? $"The sanctions list is of {LondonTime.Date(inUse.Value)}, and older than {SanctionsDays} days. Load today's list."
        : null;

    /// <summary>Which part of a register a file is by its published name, such as BasicCompanyData-2026-11-01-part2_7.zip; null: a whole
    /// file.</summary>
    public static FilePart? PartOf(string fileName) =>
        Part().Match(fileName) is { Success: true } match
        && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is var number
        && int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) is var of
        && number >= 1
        && number <= of
        && of > 1
            ? new(number, of)
            : null;

    /// <summary>Null for one file, or for parts of one set.</summary>
    public static Refusal? WhyNotOneSet(IReadOnlyList<string> fileNames, string field)
    {
        var parts = fileNames.Select(PartOf).ToList();
        if (fileNames.Count > 1 && parts.Contains(null))
            return new("Choose one file, or the parts of one set, such as those with part1_7 to part7_7 in their names", field);
        if (parts.Select(part => part?.Of).Distinct().Count() > 1)
            return new("The parts are of different sets", field);
        return parts.GroupBy(part => part?.Number).FirstOrDefault(group => group.Count() > 1) is { Key: { } twice }
            ? new($"Part {twice} is there twice", field)
            : null;
    }

    /// <summary>The day in a file's name, such as 2026-11-01 in BasicCompanyData-2026-11-01-part2_7.zip; null: none.</summary>
    public static DateOnly? DateIn(string fileName) =>
        Day().Match(fileName) is { Success: true } match
        && DateOnly.TryParseExact(
            match.Value.Replace('_', '-'),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    /// <summary>Null when the file's name has no other day than the one typed.</summary>
    public static string? WhyOtherDay(string fileName, DateOnly day) =>
        DateIn(fileName) is { } named && named != day
            ? $"The name of the file, {fileName}, says {LondonTime.Date(named)}, and you typed {LondonTime.Date(day)}"
            : null;

    /// <summary>The parts of a set that are not there yet, in words; null when the set is complete.</summary>
    public static string? WhyIncomplete(IReadOnlyCollection<int> there, int of)
    {
        var missing = Enumerable.Range(1, of).Except(there).Select(Number).ToList();
        return missing.Count switch
        {
            0 => null,
            1 => $"Part {missing[0]} of {of} is missing",
            _ => $"Parts {string.Join(", ", missing.SkipLast(1))} and {missing[^1]} of {of} are missing",
        };
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"part([0-9]{1,2})_([0-9]{1,2})(?![0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex Part();

    [GeneratedRegex(@"(?<![0-9])20[0-9]{2}[-_][0-9]{2}[-_][0-9]{2}(?![0-9])")]
    private static partial Regex Day();
}
