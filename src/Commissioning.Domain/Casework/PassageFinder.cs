using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Commissioning.Domain.Casework;

/// <summary>
/// Finds the names of known people, and what has the form of an address, in texts. Nothing is removed by it: a person decides. Names are
/// found in any case, with and without accents, with hyphens, initials and the family name first, and as one part alone.
/// </summary>
public static partial class PassageFinder
{
    /// <summary>Somebody whose name may stand in a text.</summary>
    /// <param name="Shown">What stands for the name in the copy; null: the section.</param>
    public sealed record Known(string Name, string? Shown = null);

    /// <summary>First and family names that are English words as well.</summary>
    private static readonly HashSet<string> Ordinary = new(
        (
            "ALMA AMBER ANGEL APRIL ART ASH AUGUST AUTUMN BAKER BANKS BARKER BELL BERRY BILL BIRD BISHOP BLACK BLOOM BLOSSOM BOND BRIDGES BROOK BROOKS BROWN BUSH "
            + "BUTCHER BUTLER CARPENTER CARTER CASH CHAMBERS CHANCE CHASE CHASTITY CHRISTIAN CHURCH CLARITY CLAY CLIFF COLE COLLIER CONSTANCE COOK COOPER CROSS DAISY "
            + "DALE DAWN DAY DEAN DELL DOLLY DREW EARL EDEN ERNEST FAITH FERN FIELD FIELDS FISHER FLOWERS FORD FOREST FOSTER FOX FRANK FREEMAN GARDENER GARDNER GENE "
            + "GLEN GLENN GOODE GRACE GRANT GREEN GROVE GUY HALL HARMONY HART HAZEL HEATH HEATHER HILL HOLLY HOPE HUNT HUNTER IRIS IVY JACK JADE JASMINE JEAN JOB JOY "
            + "JUDGE JUNE JUSTICE KEEN KING KNIGHT LAKE LANCE LANE LAUREL LAW LEE LILY LITTLE LONG LOVE LUCK MAJOR MARCH MARK MARSH MASON MASTERS MAY MERCY MERIT MILES "
            + "MILLER MOON MOORE NEVILLE NORTH OLIVE PAGE PAIGE PARISH PARK PARKER PARSONS PATIENCE PEARL PENNY PIERCE PIKE PIPER POLLARD POOL POPE POPPY PORTER POTTER "
            + "PRICE PRIOR PRUDENCE RAY REED RICH RIVER RIVERS ROB ROBIN ROSE ROWAN ROWE ROY RUBY RUE SAGE SANDY SAVAGE SCOTT SHARP SHEPHERD SHORT SKY SMART SPENCER "
            + "SPRING STONE STREET STRONG SUE SUMMER SUMMERS SUNNY SWAN TEMPLE TERRACE TOWNSEND TURNER VERITY VICTOR VINE VIOLET WADE WALKER WALL WALLS WARD "
            + "WATERS WAY WEAVER WEBB WELLS WEST WHEELER WHITE WILL WINTER WINTERS WISE WOOD WOODS WREN YOUNG"
        ).Split(' '),
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> Titles = new(StringComparer.Ordinal)
    {
        "MR",
        "MRS",
        "MS",
        "MISS",
        "MX",
        "DR",
        "SIR",
        "DAME",
        "LADY",
        "LORD",
        "REV",
        "CLLR",
        "PROF",
        "PC",
    };

    /// <summary>More than this between two parts of a name is another sentence, or a list.</summary>
    private const int MostBetween = 3;

    private static readonly System.Buffers.SearchValues<char> Between = System.Buffers.SearchValues.Create(" .,-\u00a0\u2010\u2011'\u2019");

    private readonly record struct Token(int Start, int End, string Folded);

    private sealed record Pattern(IReadOnlyList<string> Tokens, string Name, string? Shown, bool IsOrdinary);

    /// <summary>Whether the word is a name and an ordinary word.</summary>
    public static bool IsOrdinary(string word) => Ordinary.Contains(Fold(word));

    /// <param name="taken">What is taken out already, such as whole fields; nothing is proposed inside it.</param>
    /// <param name="ours">The office's own addresses and numbers, which are public; compared without spaces and case.</param>
    public static IReadOnlyList<Passage> Find(
        IReadOnlyList<string> texts,
        IEnumerable<Known> people,
        IEnumerable<Passage> taken,
        IEnumerable<string> ours
    )
    {
        var patterns = PatternsOf(people);
        var (takenIn, own) = (taken.ToLookup(one => one.TextNumber), ours.Select(Bare).ToHashSet(StringComparer.Ordinal));
        var found = new List<Passage>();
        for (var number = 0; number < texts.Count; number++)
        {
            var text = texts[number];
            if (text.Length == 0)
                continue;
            List<Passage> here = [.. takenIn[number]];
            var before = here.Count;
            void Add(int start, int length, PassageKind kind, string reason, string? shown = null)
            {
                var one = new Passage
                {
                    TextNumber = number,
                    StartsAt = start,
                    CharCount = length,
                    Kind = kind,
                    Reason = reason,
                    Shown = shown,
                };
                if (!here.Any(one.Overlaps))
                    here.Add(one);
            }
            foreach (var (words, kind, reason) in Forms)
            foreach (var hit in words().EnumerateMatches(text))
                if (!own.Contains(Bare(text.Substring(hit.Index, hit.Length))))
                    Add(hit.Index, hit.Length, kind, reason);
            Names(text, patterns, Add);
            found.AddRange(here.Skip(before).OrderBy(one => one.StartsAt));
        }
        return found;
    }

    /// <summary>Where words that somebody typed stand in the texts, whatever the spaces and the case. Each line of them is looked for by
    /// itself, because a passage does not go beyond a paragraph.</summary>
    public static IReadOnlyList<Passage> Places(IReadOnlyList<string> texts, string line)
    {
        var words = new Regex(
            string.Join(@"\s+", line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape)),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );
        var found = new List<Passage>();
        for (var number = 0; number < texts.Count; number++)
            foreach (var hit in words.EnumerateMatches(texts[number]))
                if (IsWhole(texts[number], hit.Index, hit.Index + hit.Length))
                    found.Add(
                        new()
                        {
                            TextNumber = number,
                            StartsAt = hit.Index,
                            CharCount = hit.Length,
                            Kind = PassageKind.Own,
                            Reason = "",
                        }
                    );
        return found;
    }

    /// <summary>Whether a text has the whole name, whatever the spaces and the case, or the e-mail address.</summary>
    public static bool Mentions(string text, string name, string email)
    {
        if (Places([text], name).Count > 0)
            return true;
        foreach (var hit in EmailWords().EnumerateMatches(text))
            if (text.AsSpan(hit.Index, hit.Length).Trim("'.").Equals(email, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    // "Al" is not found in "Always", and a letter keeps its accents.
    private static bool IsWhole(string text, int from, int to) =>
        !(from > 0 && IsWord(text[from - 1]) && IsWord(text[from])) && !(to < text.Length && IsWord(text[to]) && IsWord(text[to - 1]));

    private static readonly (Func<Regex> Words, PassageKind Kind, string Reason)[] Forms =
    [
        (EmailWords, PassageKind.Email, "E-mail address"),
        (BirthWords, PassageKind.DateOfBirth, "Date of birth"),
        (AddressWords, PassageKind.Address, "Address"),
        (PostcodeWords, PassageKind.Postcode, "Postcode"),
        (TelephoneWords, PassageKind.Telephone, "Telephone number"),
    ];

    private static void Names(string text, Dictionary<string, List<Pattern>> patterns, Action<int, int, PassageKind, string, string?> add)
    {
        var tokens = TokensOf(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!patterns.TryGetValue(tokens[i].Folded, out var begin))
                continue;
            var match = begin.FirstOrDefault(pattern => IsAt(text, tokens, i, pattern));
            if (match is null)
                continue;
            var last = tokens[i + match.Tokens.Count - 1];
            add(
                tokens[i].Start,
                last.End - tokens[i].Start,
                match.IsOrdinary ? PassageKind.OrdinaryWord : PassageKind.Name,
                match.IsOrdinary ? $"Part of the name {match.Name}, and an ordinary word" : $"The name {match.Name}",
                match.Shown
            );
            i += match.Tokens.Count - 1;
        }
    }

    private static bool IsAt(string text, List<Token> tokens, int at, Pattern pattern)
    {
        if (at + pattern.Tokens.Count > tokens.Count)
            return false;
        for (var i = 0; i < pattern.Tokens.Count; i++)
        {
            if (tokens[at + i].Folded != pattern.Tokens[i])
                return false;
            if (i == 0)
                continue;
            var between = text.AsSpan(tokens[at + i - 1].End, tokens[at + i].Start - tokens[at + i - 1].End);
            if (between.Length > MostBetween || between.IndexOfAnyExcept(Between) >= 0)
                return false;
        }
        // "Hope" may be a name; "hope" is not.
        return !pattern.IsOrdinary || char.IsUpper(text[tokens[at].Start]);
    }

    private static Dictionary<string, List<Pattern>> PatternsOf(IEnumerable<Known> people)
    {
        var all = new Dictionary<string, Pattern>(StringComparer.Ordinal);
        void Add(IReadOnlyList<string> tokens, Known person, bool single)
        {
            var key = string.Join(' ', tokens);
            var one = new Pattern(tokens, person.Name.Trim(), person.Shown, single && tokens.Count == 1 && Ordinary.Contains(tokens[0]));
            // A part that several people share stands for none of them.
            all[key] =
                all.TryGetValue(key, out var other) && other.Name != one.Name
                    ? other with
                    {
                        Name = $"{other.Name} or {one.Name}",
                        Shown = other.Shown == one.Shown ? other.Shown : null,
                    }
                    : one;
            if (all[key].Name.Length > 150)
                all[key] = all[key] with { Name = "several people" };
        }
        foreach (var person in people.DistinctBy(person => person.Name.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            var words = person
                .Name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(word => (IReadOnlyList<string>)TokensOf(word).Select(token => token.Folded).ToList())
                .Where(tokens => tokens.Count > 0 && !(tokens.Count == 1 && Titles.Contains(tokens[0])))
                .ToList();
            if (words.Count == 0)
                continue;
            var (first, last) = (words[0], words[^1]);
            IReadOnlyList<string> whole = words.SelectMany(word => word).ToList();
            Add(whole, person, whole.Count == 1);
            if (words.Count == 1)
                continue;
            var initials = words.SkipLast(1).Select(word => word[0][..1]).ToList();
            Add([.. first, .. last], person, false);
            Add([.. last, .. first], person, false);
            Add([initials[0], .. last], person, false);
            Add([.. initials, .. last], person, false);
            Add([string.Concat(initials), .. last], person, false);
            Add([.. last, initials[0]], person, false);
            foreach (var part in new[] { first, last }.Where(part => part.Sum(token => token.Length) >= 3))
                if (!part.All(token => token.All(char.IsDigit)))
                    Add(part, person, true);
        }
        return all
            .Values.GroupBy(pattern => pattern.Tokens[0])
            .ToDictionary(
                group => group.Key,
                group => group.OrderByDescending(pattern => pattern.Tokens.Count).ToList(),
                StringComparer.Ordinal
            );
    }

    private static List<Token> TokensOf(string text)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < text.Length; )
        {
            if (!IsWord(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            while (i < text.Length && IsWord(text[i]))
                i++;
            tokens.Add(new(start, i, Fold(text[start..i])));
        }
        return tokens;
    }

    private static bool IsWord(char letter) =>
        char.IsLetterOrDigit(letter)
        || char.IsSurrogate(letter)
        || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>In capitals, without accents.</summary>
    private static string Fold(string word)
    {
        if (word.All(char.IsAscii))
            return word.ToUpperInvariant();
        var plain = new StringBuilder();
        foreach (var letter in Valid(word).Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                plain.Append(
                    char.ToUpperInvariant(letter) switch
                    {
                        'Ø' => "O",
                        'Ł' => "L",
                        'Đ' => "D",
                        'Æ' => "AE",
                        'ß' => "SS",
                        var other => other.ToString(),
                    }
                );
        return plain.ToString();
    }

    // Half a pair of characters cannot be normalised.
    private static string Valid(string word) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(word));

    private static string Bare(string words) => string.Concat(words.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    [GeneratedRegex(@"[\w.%+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")]
    private static partial Regex EmailWords();

    [GeneratedRegex(@"(?<![\w£.,/+-])(?:\+44|0044|0)[ ().-]{0,3}(?:[0-9][ ().-]{0,2}){7,9}[0-9](?![\w/]|[.,-][0-9])")]
    private static partial Regex TelephoneWords();

    [GeneratedRegex(@"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][ABD-HJLNP-UW-Z]{2}\b", RegexOptions.IgnoreCase)]
    private static partial Regex PostcodeWords();

    [GeneratedRegex(
        @"\b(?:Flat [0-9]{1,4}[A-Za-z]?,? )?[0-9]{1,4}[A-Za-z]?,? (?:[A-Z][\w'’-]{1,30} ){1,4}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Dr|Way|Court|Crescent|Gardens|Grove|Place|Square|Terrace|Walk|Hill|Green|Rise|View|Mews|Parade)\b"
    )]
    private static partial Regex AddressWords();

    [GeneratedRegex(
        @"\b(?:born(?: on)?|date of birth|d\.?o\.?b\.?)[ :]{1,3}[0-9]{1,2}(?:st|nd|rd|th)?(?:[ /.-][0-9]{1,2}[ /.-]| (?:January|February|March|April|May|June|July|August|September|October|November|December),? )[0-9]{2,4}\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex BirthWords();
}
