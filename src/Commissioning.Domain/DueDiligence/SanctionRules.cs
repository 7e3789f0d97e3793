using System.Text.RegularExpressions;

namespace Commissioning.Domain.DueDiligence;

/// <summary>How strongly a name of an organisation points to one on the sanctions list.</summary>
public static partial class SanctionRules
{
    /// <summary>From this likeness (0 to 1) a full name under which the list knows somebody surely is a strong hit. Our default.</summary>
    public const double StrongLikeness = 0.9;

    public const int OldestBirth = 1900;

    /// <summary>The strength in the list's own words: "Primary name", "Good quality a.k.a", "Low quality a.k.a". A name without either is
    /// taken for a primary name, so that nothing weighs less because a column is missing.</summary>
    public static NameStrength StrengthOf(string nameType, string aliasStrength)
    {
        if (
            aliasStrength.StartsWith("Low", StringComparison.OrdinalIgnoreCase)
            || aliasStrength.StartsWith("Weak", StringComparison.OrdinalIgnoreCase)
        )
            return NameStrength.Weak;
        return
            nameType.Contains("alias", StringComparison.OrdinalIgnoreCase)
            || nameType.Contains("a.k.a", StringComparison.OrdinalIgnoreCase)
            || nameType.Equals("AKA", StringComparison.OrdinalIgnoreCase)
            || aliasStrength.Length > 0
            ? NameStrength.Strong
            : NameStrength.Primary;
    }

    /// <summary>The form in which the name of a person, or of an organisation, is compared with another of the same person.</summary>
    public static string NameKey(string name, bool isPerson) =>
        NameTokens.Cut(
            isPerson ? string.Join(' ', NameTokens.OfPerson(name).Order(StringComparer.Ordinal)) : NameMatch.OrganisationKey(name),
            200
        );

    /// <summary>The keys by which a listed name is found, also by its form in another script.</summary>
    /// <param name="kind">In the list's own words, such as Individual. Blank: a person or an organisation.</param>
    public static IReadOnlyList<string> ListedKeys(string kind, string name, string? nonLatin) =>
        new[] { name, nonLatin }
            .OfType<string>()
            .SelectMany(one =>
                kind.StartsWith("Individual", StringComparison.OrdinalIgnoreCase) ? NameMatch.PersonKeys(one)
                : kind.Length > 0 ? NameMatch.OrganisationKeys(one)
                : [.. NameMatch.PersonKeys(one), .. NameMatch.OrganisationKeys(one)]
            )
            .Select(key => NameTokens.Cut(key, 120))
            .Distinct()
            .ToList();

    /// <summary>True when one of the two names has only initials beside one full word, such as "A KHAN".</summary>
    public static bool IsByInitials(string ours, string listed) => HasOnlyInitials(ours) || HasOnlyInitials(listed);

    private static bool HasOnlyInitials(string name) => NameTokens.OfPerson(name) is var words && words.Count(word => word.Length > 1) < 2;

    /// <summary>A strong hit needs two people, whatever is concluded.</summary>
    public static bool IsStrong(NameStrength strength, double likeness, bool byInitials, BirthMatch birth) =>
        birth == BirthMatch.SameMonth || (strength != NameStrength.Weak && !byInitials && likeness >= StrongLikeness);

    /// <summary>Weaker hits are folded below the others; each still needs its verdict.</summary>
    public static bool IsWeak(NameStrength strength, double likeness, bool byInitials, BirthMatch birth) =>
        !IsStrong(strength, likeness, byInitials, birth) && (strength == NameStrength.Weak || byInitials);

    /// <param name="born">The list's words, which may hold several dates: "14/05/1955", "00/00/1955", "dd/mm/1955". Null: not
    /// given.</param>
    /// <param name="month">From 1 to 12.</param>
    public static BirthMatch Compare(string? born, int year, int month)
    {
        var dates = Dates()
            .Matches(born ?? "")
            .Select(date =>
                (
                    Month: int.TryParse(date.Groups[1].Value, out var listed) ? listed : 0,
                    Year: int.Parse(date.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)
                )
            )
            .ToList();
        if (dates.Count == 0)
            return BirthMatch.NotGiven;
        if (dates.Any(date => date == (month, year)))
            return BirthMatch.SameMonth;
        if (dates.Any(date => date == (0, year)))
            return BirthMatch.SameYear;
        return dates.Any(date => date.Year == year) ? BirthMatch.OtherMonth : BirthMatch.OtherYear;
    }

    /// <summary>Null when either town is not known.</summary>
    public static bool? SameTown(string? listed, string? ours)
    {
        var (theirs, own) = (NameTokens.Plain(listed ?? ""), NameTokens.Plain(ours ?? ""));
        return theirs.Count == 0 || own.Count == 0 ? null : own.All(theirs.Contains);
    }

    public static string InWords(BirthMatch birth) =>
        birth switch
        {
            BirthMatch.SameMonth => "Born the same month and year",
            BirthMatch.SameYear => "Born the same year; the list gives no month",
            BirthMatch.OtherMonth => "The same year, not the same month",
            BirthMatch.OtherYear => "Not the same year",
            _ => "Not compared",
        };

    /// <summary>Null when the birth of a person with a hit may be recorded.</summary>
    public static Refusal? WhyCannotRecord(int? month, int? year, string? town, string? source, DateOnly today)
    {
        if (month is not (>= 1 and <= 12))
            return new("Enter the month of birth, from 1 to 12", nameof(month));
        if (year is not { } born || born < OldestBirth || born > today.Year)
            return new($"Enter the year of birth, from {OldestBirth} to {today.Year}", nameof(year));
        if (town?.Trim().Length > 100)
            return new("Shorten the town to 100 characters", nameof(town));
        return source?.Trim() is { Length: > 0 and <= 300 }
            ? null
            : new("Say how you were told, such as who rang whom, in up to 300 characters", nameof(source));
    }

    [GeneratedRegex(@"(?:\d{2}|dd)/(\d{2}|mm)/(\d{4})", RegexOptions.IgnoreCase)]
    private static partial Regex Dates();
}
