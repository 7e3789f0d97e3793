namespace Commissioning.Domain.DueDiligence;

/// <summary>Similarity of two names, from 0 to 1. It only shows names side by side to an officer: no one is refused by it. The thresholds
/// were chosen on a labelled set of 400 invented pairs (tests, name-pairs.csv); the benchmark prints the trade-off.</summary>
public static class NameMatch
{
    /// <summary>From this similarity (0 to 1), two people's names are shown together.</summary>
    public const double PersonThreshold = 0.80;

    /// <summary>From this similarity (0 to 1), two organisations' names are shown together.</summary>
    public const double OrganisationThreshold = 0.74;

    /// <summary>The likeness of an initial with a common surname: shown only beside something else that agrees.</summary>
    public const double WeakLikeness = 0.7;

    /// <summary>From this likeness a name is a hit on the sanctions list, where a miss is worse than a look: an initial with a common
    /// surname counts, and so does a common name of which one has a part more.</summary>
    public static double ListThreshold(bool isPerson, bool byInitials) =>
        !isPerson ? OrganisationThreshold
        : byInitials ? WeakLikeness
        : 0.75;

    /// <summary>A key that ignores differences of legal form, articles and abbreviations.</summary>
    public static string OrganisationKey(string name) => string.Join(' ', Words(name).Select(word => word.Text));

    /// <summary>Null when two names differ only by the usual variants (Ltd, CIC, &amp;, The, St); otherwise the words that only one
    /// has.</summary>
    public static string? WhyNamesDiffer(string left, string right)
    {
        if (OrganisationKey(left) == OrganisationKey(right))
            return null;
        var (ours, theirs) = (Words(left).ConvertAll(word => word.Text), Words(right).ConvertAll(word => word.Text));
        var (only, other) = (ours.Except(theirs).ToList(), theirs.Except(ours).ToList());
        return only.Count + other.Count == 0 ? null : string.Join(", ", only.Concat(other));
    }

    /// <summary>Why two names are shown together, as part of a sentence an officer reads; "the same words" where nothing differs.</summary>
    public static string WhyAlike(string left, string right, bool isPerson = false)
    {
        List<string> why = [];
        if (isPerson)
            People(left, right, why);
        else
            Organisations(left, right, why);
        return why.Count == 0 ? "the same words" : string.Join("; ", why.Distinct());
    }

    /// <summary>Likeness of two organisations' names, from 0 to 1; the best over the names that each text holds ("X trading as
    /// Y").</summary>
    public static double Organisations(string left, string right) => Organisations(left, right, null);

    private static double Organisations(string left, string right, List<string>? why)
    {
        var (ours, theirs) = (OrganisationNames.Of(left), OrganisationNames.Of(right));
        if (ours.Count == 1 && theirs.Count == 1)
            return OneName(ours[0], theirs[0], why);
        var best = (from one in ours from other in theirs select (Likeness: OneName(one, other, null), one, other)).MaxBy(pair =>
            pair.Likeness
        );
        if (why is not null)
        {
            why.Add($"'{best.one.Trim()}' and '{best.other.Trim()}' are compared");
            OneName(best.one, best.other, why);
        }
        return best.Likeness;
    }

    private static double OneName(string left, string right, List<string>? why)
    {
        var (ours, theirs) = (Words(left), Words(right));
        if (ours.Count == 0 || theirs.Count == 0)
            return 0;
        if (
            why is not null
            && LeftOut(left).Except(LeftOut(right)).Concat(LeftOut(right).Except(LeftOut(left))).ToList() is { Count: > 0 } empty
        )
            why.Add($"{string.Join(", ", empty.Select(word => $"'{word}'"))} left out");
        if (string.Concat(ours.Select(word => word.Text)) == string.Concat(theirs.Select(word => word.Text)))
        {
            if (ours.Count != theirs.Count)
                why?.Add("the same letters when joined");
            return 1;
        }
        Join(ours, theirs, why);
        Join(theirs, ours, why);
        Expand(ours, theirs, right, why);
        Expand(theirs, ours, left, why);
        List<Word> only = [.. ours],
            free = [.. theirs];
        double matched = 0;
        foreach (var (one, other, value) in Paired(ours, theirs, word => word.Text, isPerson: false).TakeWhile(pair => pair.Value >= 0.75))
        {
            if (value < 1)
                why?.Add($"'{one.Text}' and '{other.Text}' are nearly the same word");
            matched += value * (one.Weight + other.Weight);
            only.Remove(one);
            free.Remove(other);
        }
        if (only.Count + free.Count > 0)
            why?.Add($"only one has {string.Join(", ", only.Concat(free).Select(word => $"'{word.Text}'"))}");
        else if (
            !ours.Select(word => word.Text).SequenceEqual(theirs.Select(word => word.Text))
            && ours.Select(word => word.Text)
                .Order(StringComparer.Ordinal)
                .SequenceEqual(theirs.Select(word => word.Text).Order(StringComparer.Ordinal))
        )
            why?.Add("the words in another order");
        // A word instead of another makes another name; a word that one leaves out may be the same name, and a place most often is.
        var isInstead = only.Count > 0 && free.Count > 0;
        double Missing(Word word) =>
            word.Text == "school"
            && ours.Any(other => NameWords.IsSchool(other.Text))
            && theirs.Any(other => NameWords.IsSchool(other.Text))
                ? 0.4
            : NameWords.IsOtherBody(word.Text) && !word.IsAside ? 2.5
            : !isInstead && NameWords.IsPlace(word.Text) ? 0.4 * word.Weight
            : word.Weight;
        var all =
            ours.Except(only).Sum(word => word.Weight) + theirs.Except(free).Sum(word => word.Weight) + only.Concat(free).Sum(Missing);
        return (isInstead ? 0.85 : 1) * matched / all;
    }

    /// <summary>"Go Getta" beside "GoGetta": two words of one name that the other writes as one.</summary>
    private static void Join(List<Word> words, List<Word> others, List<string>? why)
    {
        for (var i = 0; i + 1 < words.Count; i++)
        {
            var joined = words[i].Text + words[i + 1].Text;
            if (!others.Any(other => other.Text == joined || other.Text == joined + "s" || other.Text + "s" == joined))
                continue;
            why?.Add($"'{words[i].Text} {words[i + 1].Text}' and '{joined}' have the same letters when joined");
            words[i] = words[i] with
            {
                Text = others.First(other => other.Text == joined || other.Text == joined + "s" || other.Text + "s" == joined).Text,
            };
            words.RemoveAt(i + 1);
        }
    }

    /// <summary>"LCYC" beside the full name: initials of words that follow each other. Two initials need another word that
    /// agrees.</summary>
    private static void Expand(List<Word> words, List<Word> others, string otherName, List<string>? why)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var letters = words[i].Text;
            if (
                letters.Length is < 2 or > 8
                || letters.Length == 2 && words.Count == 1
                || !letters.All(char.IsAsciiLetterOrDigit)
                || !letters.Any(char.IsAsciiLetter)
                || NameWords.IsKnown(letters)
                || others.Any(other => other.Text == letters)
            )
                continue;
            // Small words count in some initials ("FoTP") and not in others; legal forms do too ("... CIC").
            foreach (var row in new[] { others.ConvertAll(word => word.Text), NameTokens.Plain(otherName) })
            {
                var from = Enumerable
                    .Range(0, Math.Max(0, row.Count - letters.Length + 1))
                    .FirstOrDefault(at => letters.Select((letter, j) => row[at + j][0] == letter).All(same => same), -1);
                if (from < 0)
                    continue;
                var full = row.Skip(from)
                    .Take(letters.Length)
                    .SelectMany(word => Usual(word))
                    .Where(word => others.Any(other => other.Text == word))
                    .ToList();
                if (full.Count == 0)
                    continue;
                why?.Add($"'{letters}' has the initials of '{string.Join(' ', row.Skip(from).Take(letters.Length))}'");
                words.RemoveAt(i);
                words.InsertRange(i, full.Select(word => new Word(word, IsAside: false)));
                break;
            }
        }
    }

    /// <summary>Likeness of two people's names, from 0 to 1.</summary>
    public static double People(string left, string right) => People(left, right, null);

    private static double People(string left, string right, List<string>? why)
    {
        var (ours, theirs) = (NameTokens.OfPerson(left), NameTokens.OfPerson(right));
        if (ours.Count == 0 || theirs.Count == 0)
            return 0;
        if (ours.SequenceEqual(theirs))
            return 1;
        if (ours.Order(StringComparer.Ordinal).SequenceEqual(theirs.Order(StringComparer.Ordinal)))
        {
            why?.Add("the names in another order");
            return 1;
        }
        // A missing hyphen joins two words into one.
        if (
            string.Concat(ours.Order(StringComparer.Ordinal)) == string.Concat(theirs.Order(StringComparer.Ordinal))
            || string.Concat(ours) == string.Concat(theirs)
            || string.Concat(NameTokens.Plain(left)) == string.Concat(NameTokens.Plain(right))
        )
        {
            why?.Add("the same letters when joined");
            return 1;
        }
        JoinNames(ours, theirs);
        JoinNames(theirs, ours);
        if (ours.Count > theirs.Count)
            (ours, theirs) = (theirs, ours);
        var free = theirs.ToList();
        List<(string Word, double Likeness, bool Initial)> found = [];
        foreach (var (word, other, value) in Paired(ours, theirs, word => word, isPerson: true))
        {
            if (word != other)
                why?.Add(
                    word.Length == 1 || other.Length == 1 ? $"'{word}' may stand for '{other}'"
                    : GivenNames.Formal(word) == GivenNames.Formal(other) ? $"'{word}' and '{other}' are forms of one name"
                    : NameTokens.Skeleton(word) == NameTokens.Skeleton(other) ? $"'{word}' and '{other}' sound the same"
                    : $"'{word}' and '{other}' are nearly the same word"
                );
            found.Add((word.Length == 1 ? other : word, value, word.Length == 1 || other.Length == 1));
            free.Remove(other);
        }
        if (free.Count > 0)
            why?.Add($"only one has {string.Join(", ", free.Select(word => $"'{word}'"))}");
        // A single word is too little to match a full name, and an initial needs a full word next to it.
        if (ours.Count == 1 && theirs.Count > 1)
            return 0.5 * found[0].Likeness;
        if (found.All(one => one.Initial))
            return 0.5;
        var likeness = found.Average(one => one.Likeness) * 0.5 + found.Min(one => one.Likeness) * 0.5;
        // J. Smith may be anyone; J. Threlkeld is seldom two people. Two initials say as much as a rare name.
        var isCommon = found.Where(one => !one.Initial).All(one => GivenNames.IsCommon(one.Word));
        if (isCommon && found.Count(one => one.Initial) == 1)
            return Math.Min(likeness, WeakLikeness);
        var extra = free.Where(word => word.Length > 1).ToList();
        if (found.Count > 1 && extra.Count > 0)
        {
            // Singh, Begum or a Mohammed before the name in use are often left out, as long as two other names agree.
            var telling = found.Count(one => !GivenNames.IsOptional(one.Word));
            if (telling > 1)
                extra.RemoveAll(GivenNames.IsOptional);
        }
        // A married name added with a hyphen is no other person.
        return extra.Aggregate(
            likeness,
            (value, word) => value * (isCommon && !IsHyphenated(left, word) && !IsHyphenated(right, word) ? 0.78 : 0.97)
        );
    }

    private static bool IsHyphenated(string name, string word) =>
        name.Split(' ').Any(part => part.Contains('-', StringComparison.Ordinal) && NameTokens.Plain(part).Contains(word));

    /// <summary>Each word of the shorter name with one of the other, the most alike first; the same whichever name comes first.</summary>
    private static IEnumerable<(T One, T Other, double Value)> Paired<T>(
        IReadOnlyList<T> ours,
        IReadOnlyList<T> theirs,
        Func<T, string> text,
        bool isPerson
    )
    {
        var (left, right) = (new bool[ours.Count], new bool[theirs.Count]);
        var pairs =
            from i in Enumerable.Range(0, ours.Count)
            from j in Enumerable.Range(0, theirs.Count)
            let one = text(ours[i])
            let other = text(theirs[j])
            let value = WordLikeness(one, other, isPerson)
            orderby value descending, one.Length + other.Length descending, string.CompareOrdinal(one, other) < 0
                ? one + other
                : other + one
            select (i, j, value);
        foreach (var (i, j, value) in pairs)
        {
            if (left[i] || right[j])
                continue;
            left[i] = right[j] = true;
            yield return (ours[i], theirs[j], value);
        }
    }

    /// <summary>"Abdul Rahman" beside "Abdulrahman": two names that the other writes as one.</summary>
    private static void JoinNames(List<string> words, List<string> others)
    {
        for (var i = 0; i + 1 < words.Count; i++)
            if (words[i].Length > 1 && words[i + 1].Length > 1 && NameTokens.Skeleton(words[i] + words[i + 1]) is { Length: > 3 } joined)
                if (others.FirstOrDefault(other => NameTokens.Skeleton(other) == joined) is { } one && !words.Contains(one))
                {
                    words[i] = one;
                    words.RemoveAt(i + 1);
                }
    }

    /// <summary>Keys for finding a person's name before the full comparison: each word's sound with the first letter of every other word,
    /// so that a slip in one word still finds the name by the other.</summary>
    public static IReadOnlyList<string> PersonKeys(string name)
    {
        var all = NameTokens.OfPerson(name);
        var words = all.SelectMany(GivenNames.AsRomanised)
            .Select(NameTokens.Skeleton)
            .Where(word => word.Length > 0)
            .Distinct()
            .Take(8)
            .ToList();
        if (words.Count == 0)
            return [];
        return (
            words.Count == 1
                ? words
                : words.SelectMany(word => words.Where(other => other != word && word.Length > 1).Select(other => $"{word}:{other[0]}"))
        )
            .Append(JoinedKey(string.Concat(all.Order(StringComparer.Ordinal))))
            .Append(JoinedKey(string.Concat(NameTokens.Plain(name))))
            // A slip in each word.
            .Concat(
                from one in words
                from other in words
                where one.Length > 2 && other.Length > 2 && string.CompareOrdinal(one, other) < 0
                select $"{one[..3]}-{other[..3]}"
            )
            .Distinct()
            .ToList();
    }

    /// <summary>As <see cref="PersonKeys"/>, from pairs of an organisation's distinctive words; and its joined letters and its initials,
    /// for each name that the text holds.</summary>
    public static IReadOnlyList<string> OrganisationKeys(string name) =>
        OrganisationNames.Of(name).SelectMany(KeysOfOne).Distinct().ToList();

    private static IEnumerable<string> KeysOfOne(string name)
    {
        var all = Words(name);
        if (all.Count == 0)
            yield break;
        var told = all.Where(word => word.Weight >= 0.5 && !NameWords.IsCommon(word.Text)).ToList();
        // "Oadby Community Centre" has one distinctive word, in which a slip must not hide it.
        var words = (told.Count < 2 ? all : told).Select(word => NameTokens.Skeleton(word.Text)).Distinct().Take(6).ToList();
        if (words.Count == 1)
            yield return words[0];
        foreach (var word in words)
        foreach (var other in words.Where(other => other != word))
            yield return $"{word}:{other[..Math.Min(2, other.Length)]}";
        yield return JoinedKey(string.Concat(all.Select(word => word.Text)));
        // LCYC and its full name, and "Oadby RA" and "Oadby Residents Association".
        if (all.Count == 1 && all[0].Text.Length is > 2 and <= 8)
            yield return "i:" + all[0].Text;
        if (all.Count > 2)
        {
            yield return "i:" + Initials(all.Select(word => word.Text));
            yield return "i:" + Initials(Plain(name));
        }
        if (all.Count is > 1 and < 8)
            for (var i = 0; i < all.Count; i++)
            {
                var others = all.Where((_, j) => j != i).Select(word => word.Text).ToList();
                if (others.Count > 1)
                    yield return $"{NameTokens.Skeleton(all[i].Text)}+{Initials(others)}";
                else if (others[0].Length is > 1 and < 6 && !NameWords.IsKnown(others[0]))
                    yield return $"{NameTokens.Skeleton(all[i].Text)}+{others[0]}";
            }
    }

    private static string Initials(IEnumerable<string> words) => string.Concat(words.Select(word => word[0]));

    private static string JoinedKey(string letters) => "j:" + NameTokens.Cut(NameTokens.Skeleton(letters), 60);

    /// <summary>A word of an organisation's name.</summary>
    /// <param name="IsAside">It stands in brackets, which people write and leave out again.</param>
    private sealed record Word(string Text, bool IsAside)
    {
        // One name may have a word twice.
        public bool Equals(Word? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        public double Weight => (NameWords.IsCommon(Text) ? 0.4 : 1) * (IsAside ? 0.5 : 1);
    }

    private static List<Word> Words(string name)
    {
        var words = OrganisationNames
            .Parts(name)
            .SelectMany(part => Plain(part.Text).SelectMany(Usual).Select(word => new Word(word, part.IsAside)))
            .ToList();
        var telling = words.Where(word => !NameWords.IsEmpty(word.Text)).ToList();
        // Age UK Leicester is not Age Concern Leicester, but "Sahara UK" is Sahara.
        if (telling.Count > 1 && telling[^1].Text == "uk")
            telling.RemoveAt(telling.Count - 1);
        return telling.Count == 0 ? words : telling;
    }

    private static IEnumerable<string> LeftOut(string name) => Plain(name).Where(NameWords.IsEmpty);

    private static List<string> Plain(string name) =>
        [
            .. string.Join(' ', NameTokens.Plain(name.Replace("&", " and ", StringComparison.Ordinal)))
                .Replace("community interest company", "cic", StringComparison.Ordinal)
                .Replace("charitable incorporated organisation", "cio", StringComparison.Ordinal)
                .Replace("community benefit society", "cbs", StringComparison.Ordinal)
                .Replace("public limited company", "plc", StringComparison.Ordinal)
                .Replace(" c of e ", " church of england ", StringComparison.Ordinal)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ];

    private static IEnumerable<string> Usual(string word) => NameWords.Expanded(word).Split(' ').Select(Singular);

    private static string Singular(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;

    private static double WordLikeness(string left, string right, bool isPerson)
    {
        if (left == right)
            return 1;
        var initial = Math.Min(left.Length, right.Length) == 1;
        if (left.All(char.IsAsciiDigit) || right.All(char.IsAsciiDigit))
            return 0;
        if (initial)
            return isPerson && (left[0] == right[0] || GivenNames.Formal(left)[0] == GivenNames.Formal(right)[0]) ? 0.85 : 0;
        var (formal, other) = (GivenNames.Formal(left), GivenNames.Formal(right));
        if (formal == other)
            return 0.98;
        if (!isPerson && (IsDerived(left, right) || IsAbbreviation(left, right)))
            return 0.88;
        if (isPerson && GivenNames.IsOneRomanised(left, right))
            return 0.9;
        // Known words and names differ, however close their letters: Boxing and Bowling, Anita and Amita.
        if (NameWords.IsKnown(left) && NameWords.IsKnown(right) || GivenNames.IsKnown(left) && GivenNames.IsKnown(right))
            return 0.4;
        if (isPerson && IsOtherGender(left, right))
            return 0.5;
        if (isPerson && IsShortForm(left, right))
            return 0.88;
        var edits = Edits(left, right);
        var length = Math.Max(left.Length, right.Length);
        var sound = NameTokens.Skeleton(left) == NameTokens.Skeleton(right);
        if (sound && edits <= (isPerson ? Math.Max(2, (2 * length + 2) / 5) : 2))
            return isPerson ? 0.92 : 0.9;
        if (isPerson && IsOneFamilyName(left, right))
            return 0.9;
        if (edits == 1 && length >= 5)
            return 0.86;
        if (edits == 1 && length == 4 && left.Order().SequenceEqual(right.Order()))
            return 0.8;
        if (edits == 2 && length >= 9)
            return 0.84;
        return Math.Min(0.6, 1 - (double)edits / length);
    }

    /// <summary>Raj for Rajesh, Chandu for Chandrakant, Seun for Oluwaseun.</summary>
    private static bool IsShortForm(string left, string right)
    {
        if (left.Length > right.Length)
            (left, right) = (right, left);
        // The end of a longer name: Amaka for Chiamaka. English family names that end alike seldom end in these vowels.
        if (
            left.Length > 3
            && right.Length > left.Length + 2
            && right.EndsWith(left, StringComparison.Ordinal)
            && "aiou".Contains(left[^1], StringComparison.Ordinal)
        )
            return true;
        if (left.Length > 3 && (right == "olu" + left || right == "oluwa" + left))
            return true;
        var start = left.Length > 3 && "uiyo".Contains(left[^1], StringComparison.Ordinal) ? left[..^1] : left;
        return (left.Length == 3 || start != left || right.StartsWith(left, StringComparison.Ordinal) && right.Length > left.Length + 2)
            && right.Length > start.Length + 1
            && right.StartsWith(start, StringComparison.Ordinal)
            && GivenNames.IsKnown(right)
            && !GivenNames.IsKnown(left);
    }

    /// <summary>An unknown short word that begins a known one ("Hort. Society"), or has its consonants ("Grp").</summary>
    private static bool IsAbbreviation(string left, string right)
    {
        if (left.Length > right.Length)
            (left, right) = (right, left);
        if (
            left.Length < 3
            || right.Length < left.Length + 2
            || left[0] != right[0]
            || NameWords.IsKnown(left)
            || !NameWords.IsKnown(right)
        )
            return false;
        if (right.StartsWith(left, StringComparison.Ordinal))
            return true;
        var at = 0;
        return !left.Any("aeiou".Contains) && left.All(letter => (at = right.IndexOf(letter, at) + 1) > 0);
    }

    /// <summary>Lunch and Luncheon, Garden and Gardening.</summary>
    private static bool IsDerived(string left, string right)
    {
        if (left.Length > right.Length)
            (left, right) = (right, left);
        return left.Length > 3
            && right.StartsWith(left, StringComparison.Ordinal)
            && right[left.Length..].TrimStart(left[^1])
                is "ing"
                    or "er"
                    or "eon"
                    or "ic"
                    or "al"
                    or "ist"
                    or "ian"
                    or "ary"
                    or "ation"
                    or "ed";
    }

    /// <summary>Paul and Paula, Mario and Maria, Marius and Maria are two people; so it is in every language with such endings.</summary>
    private static bool IsOtherGender(string left, string right)
    {
        if (left.Length > right.Length)
            (left, right) = (right, left);
        return left + "a" == right && !IsOneFamilyName(left, right)
            || left.Length == right.Length && left[..^1] == right[..^1] && (left[^1], right[^1]) is ('o', 'a') or ('a', 'o');
    }

    /// <summary>Slavic family names of a man and a woman: Kowalski and Kowalska, Ivanov and Ivanova. The given name still has to
    /// agree.</summary>
    private static bool IsOneFamilyName(string left, string right)
    {
        if (left.Length > right.Length)
            (left, right) = (right, left);
        return left.Length > 4
            && (
                right == left + "a" && (left.EndsWith("ov", StringComparison.Ordinal) || left.EndsWith("ev", StringComparison.Ordinal))
                || left.EndsWith("ki", StringComparison.Ordinal) && right[..^1] == left[..^1] && right[^1] == 'a'
                || right.EndsWith("kaya", StringComparison.Ordinal) && left[..^1] == right[..^3]
            );
    }

    /// <summary>Letters added, dropped, changed or swapped with their neighbour (optimal string alignment distance).</summary>
    private static int Edits(string left, string right)
    {
        if (left.Length > 60 || right.Length > 60)
            return Math.Max(left.Length, right.Length);
        Span<int> before = stackalloc int[right.Length + 1],
            last = stackalloc int[right.Length + 1],
            row = stackalloc int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[right.Length];
    }
}
