using System.Text.RegularExpressions;
using Commissioning.Domain.Monitoring;

namespace Commissioning.Domain.Publishing;

/// <summary>Checks words that the office wants to publish about a project for what could show who somebody is. A number of people of one
/// project is never published, however large: figures of people are in the editions.</summary>
public static partial class PublicWords
{
    /// <summary>What must be taken out before the words can be published; null when nothing must.</summary>
    public static Refusal? WhyNot(string? words, string member)
    {
        if (string.IsNullOrWhiteSpace(words))
            return null;
        if (EmailAddress().Match(words) is { Success: true } email)
            return new($"Take out the e-mail address \"{email.Value}\"", member);
        if (Postcode().Match(words) is { Success: true } postcode)
            return new($"Take out the postcode \"{postcode.Value}\"", member);
        if (Phone().Match(words) is { Success: true } phone)
            return new($"Take out the phone number \"{phone.Value.Trim()}\"", member);
        if (People().Match(words) is { Success: true } people)
            return new($"Take out \"{people.Value.Trim()}\": a number of people of one project is not published", member);
        return null;
    }

    /// <summary>What an officer should look at again: initials, a title with a name, a house number with a street, a number below five.</summary>
    public static IReadOnlyList<string> Doubts(string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
            return [];
        return
        [
            .. Title().Matches(words).Select(match => $"\"{match.Value}\" may name a person"),
            .. Initials().Matches(words).Select(match => $"\"{match.Value}\" may be somebody's initials"),
            .. Street().Matches(words).Select(match => $"\"{match.Value}\" may be an address"),
            .. Small().Matches(words).Select(match => $"\"{match.Value}\" may count fewer than {SmallNumbers.Fewest} people"),
        ];
    }

    private const string Counts =
        @"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|twenty|thirty|forty|fifty)";
    private const string Who =
        @"(?:people|persons?|wom[ae]n|m[ae]n|girls?|boys?|child(?:ren)?|adults?|victims?|survivors?|participants?|volunteers?|residents?|pupils?|students?|famil(?:y|ies)|teenagers?|youths?|youngsters?|offenders?|users?|clients?|mothers?|fathers?|parents?|attendees?|members?|households?)";

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"(?:\+44\s?|\b0)\d(?:[\s-]?\d){8,9}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex($@"\b{Counts}\s+(?:[\w-]+\s+){{0,3}}?{Who}\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex People();

    [GeneratedRegex(@"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|PCSO)\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Title();

    [GeneratedRegex(@"\b[A-Z]\.\s?[A-Z]\.?(?=\W|$)|\b[A-Z]\.(?=\s+[a-z])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Initials();

    [GeneratedRegex(
        @"\b\d+[a-z]?,? [A-Z]\w+(?: [A-Z]\w+)? (?:Road|Street|Avenue|Lane|Close|Drive|Way|Court|Place|Crescent|Gardens|Terrace)\b",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Street();

    [GeneratedRegex(@"\b(?:[1-4]|two|three|four)\b(?![.,:]?\d)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Small();
}
