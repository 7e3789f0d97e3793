using System.Text.RegularExpressions;

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
        if (WhyContactDetails(words, member) is { } contact)
            return contact;
        if (People().Match(words) is { Success: true } people)
            return new($"Take out \"{people.Value.Trim()}\": a number of people of one project is not published", member);
        return null;
    }

    /// <summary>An e-mail address, postcode or phone number that must be taken out; null when there is none.</summary>
    public static Refusal? WhyContactDetails(string words, string member) =>
        EmailAddress().Match(words) is { Success: true } email ? new($"Take out the e-mail address \"{email.Value}\"", member)
        : Postcode().Match(words) is { Success: true } postcode ? new($"Take out the postcode \"{postcode.Value}\"", member)
        : Phone().Match(words) is { Success: true } phone ? new($"Take out the phone number \"{phone.Value.Trim()}\"", member)
        : null;

    /// <summary>What a person who publishes the words must have read, because it may show who somebody is: each figure and number word,
    /// name, place, address and initials. Names at the start of a sentence are found only where there are two of them.</summary>
    public static IReadOnlyList<string> Findings(string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
            return [];
        var found = new List<(int From, string Words, string What)>();
        void Add(IEnumerable<Match> matches, string what) => found.AddRange(matches.Select(match => (match.Index, match.Value, what)));
        Add(Street().Matches(words), "may be an address");
        Add(Title().Matches(words), "may name a person");
        Add(Initials().Matches(words), "may be somebody's initials");
        Add(Figure().Matches(words), "may be a number of people");
        found.AddRange(Names().Matches(words).Select(match => NameIn(words, match)).OfType<(int, string, string)>());
        return found
            .Where(one =>
                !found.Any(other =>
                    other.Words.Length > one.Words.Length
                    && other.From <= one.From
                    && other.From + other.Words.Length >= one.From + one.Words.Length
                )
            )
            .DistinctBy(one => one.From)
            .OrderBy(one => one.From)
            .Select(one => $"\"{one.Words}\" {one.What}")
            .Distinct()
            .ToList();
    }

    /// <summary>Capital letters in a row, without the word that only begins a sentence.</summary>
    private static (int From, string Words, string What)? NameIn(string words, Match match)
    {
        var before = words[..match.Index].TrimEnd(' ', '"', '\'', '\u201c', '\u2018', '(');
        var (from, name) = (match.Index, match.Value);
        if (before.Length == 0 || before[^1] is '.' or '!' or '?' or ':' or '\n' or '\r')
        {
            var first = name.Split(' ')[0];
            if (first.Length == name.Length)
                return null;
            if (Beginnings.Contains(first))
                (from, name) = (from + first.Length + 1, name[(first.Length + 1)..]);
        }
        return Dates.Contains(name) ? null : (from, name, "may name a person or a place");
    }

    private static readonly HashSet<string> Beginnings =
    [
        "The",
        "A",
        "An",
        "At",
        "After",
        "Before",
        "By",
        "For",
        "From",
        "He",
        "Her",
        "His",
        "If",
        "In",
        "It",
        "My",
        "Near",
        "On",
        "One",
        "Our",
        "She",
        "So",
        "Since",
        "Some",
        "That",
        "Their",
        "They",
        "This",
        "Then",
        "To",
        "We",
        "When",
        "With",
        "Young",
        "And",
        "But",
        "Every",
        "Both",
        "All",
        "Now",
        "Last",
        "Then",
        "You",
        "Your",
    ];
    private static readonly HashSet<string> Dates =
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    private const string Tens = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)";
    private const string Units = "(?:one|two|three|four|five|six|seven|eight|nine)";
    private const string Counts =
        $@"(?:\d[\d,]*|{Tens}(?:[\s-]{Units})?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|{Units}|(?:a |one |half a )?hundreds?|(?:a |one )?thousands?|(?:a |half a )?dozens?|both|(?:a |one )?couple|(?:a |one )?pair)";
    private const string Who =
        "(?:people|persons?|wom[ae]n|m[ae]n|girls?|boys?|kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|infants?|adults?|elders?|pensioners?|victims?|survivors?|participants?|beneficiar(?:y|ies)|volunteers?|residents?|neighbours?|pupils?|students?|famil(?:y|ies)|couples|carers?|teenagers?|teens|youths?|youngsters?|offenders?|users?|clients?|mothers?|fathers?|mums?|dads?|parents?|sisters?|brothers?|daughters?|sons?|attendees?|visitors?|members?|households?|females?|males?|ladies|lads|gentlemen|refugees?|migrants?|Sikhs?|Muslims?|Hindus?|Jews?|Christians?|Buddhists?|Travellers?|lesbians?)";
    private const string WhatTheyAre =
        @"(?:Sikh|Muslim|Hindu|Jewish|Christian|Buddhist|Gypsy|Roma|trans(?:gender)?|gay|lesbian|bisexual|queer|LGBT\w*|disabled|autistic|deaf|blind|pregnant|homeless|raped|abused|female|male|non-binary|(?:Black|White|Asian)(?=\s*(?:[.,;:!?)]|$|and\b|or\b)))";
    private const string Came =
        "(?:came|come|attended|joined|took part|turned up|signed up|visited|benefited|enrolled|registered|participated|returned|left care)";
    private const string Reached = "(?:reached|helped|supported|served|welcomed|trained|engaged|saw|met|included|involved|attracted|drew)";
    private const string About = "(?:over|about|around|nearly|almost|only|just|more than|some|at least|up to)";
    private const string OfThem = "(?:them|these|those|whom|us|you)";

    // "64 people", "both girls", "a couple of rape victims", "9 of us", "of them, 3", "64 came", "3 were trans", "reached 3.", "Attendance:
    // 64".
    private const string NumberOfPeople =
        $@"\b{Counts}\s+(?:of\s+)?(?:[\w'-]+\s+){{0,3}}?{Who}\b"
        + $@"|\b{Counts}\s+(?:out\s+)?of\s+{OfThem}\b"
        + $@"|\b(?:of|among)\s+{OfThem}\b\W+(?:[\w'-]+\s+){{0,2}}?{Counts}\b"
        + $@"|\b{Counts}\s+(?:who\s+)?(?:have\s+|had\s+)?{Came}\b"
        + $@"|\b{Counts}\s+(?:(?:were|are|was|is|who|identif(?:y|ied)|as)\s+)*{WhatTheyAre}(?:\b|(?=\W))"
        + $@"|\b{Reached}\s+(?:{About}\s+)?{Counts}(?=\s*(?:[.,;:!?)]|$))"
        + $@"|\b(?:attendance|turnout|{Who})\s*(?:was\s+|were\s+|[:=(]\s*)(?:{About}\s+)?{Counts}\b";

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"(?:\+44\s?|\b0)\d(?:[\s-]?\d){8,9}\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex(NumberOfPeople, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex People();

    [GeneratedRegex(
        $@"(?<![\w,.])\d[\d,.]*\d\w*|(?<![\w,.])\d\w*|\b(?:{Counts}|half|single|no one|nobody)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Figure();

    [GeneratedRegex(@"\b\p{Lu}[\p{L}\p{M}'\u2019-]+(?: \p{Lu}[\p{L}\p{M}'\u2019-]*)*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Names();

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
}
