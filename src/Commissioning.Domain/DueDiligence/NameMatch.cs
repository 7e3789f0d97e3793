namespace Commissioning.Domain.DueDiligence;

/// <summary>Similarity of two names, from 0 to 1. It only shows names side by side to an officer: no one is refused by it. The thresholds
/// were chosen on a labelled set of 400 invented pairs (tests, name-pairs.csv); the benchmark prints the trade-off.</summary>
public static class NameMatch
{
    /// <summary>From this similarity (0 to 1), two people's names are shown together.</summary>
    public const double PersonThreshold = 0.80;

    /// <summary>From this similarity (0 to 1), two organisations' names are shown together.</summary>
    public const double OrganisationThreshold = 0.80;

    private static readonly HashSet<string> Empty =
    [
        "the",
        "of",
        "and",
        "for",
        "in",
        "at",
        "on",
        "a",
        "limited",
        "ltd",
        "cic",
        "cio",
        "plc",
        "llp",
        "company",
        "interest",
        "incorporated",
        "inc",
        "co",
        "registered",
        "uk",
        "charitable",
        "charity",
        "guarantee",
        "by",
    ];

    /// <summary>Words common to many organisations weigh less than a place or a name.</summary>
    private static readonly HashSet<string> Common =
    [
        "club",
        "community",
        "group",
        "trust",
        "association",
        "centre",
        "project",
        "society",
        "foundation",
        "committee",
        "partnership",
        "network",
        "council",
        "parish",
        "church",
        "school",
        "friend",
        "team",
        "service",
        "support",
        "action",
        "forum",
        "hub",
        "organisation",
        "resident",
    ];

    private static readonly Dictionary<string, string> Short = new()
    {
        ["assoc"] = "association",
        ["assn"] = "association",
        ["ass"] = "association",
        ["asscn"] = "association",
        ["comm"] = "community",
        ["cttee"] = "committee",
        ["ctee"] = "committee",
        ["leics"] = "leicestershire",
        ["utd"] = "united",
        ["ctr"] = "centre",
        ["cntr"] = "centre",
        ["center"] = "centre",
        ["st"] = "saint",
        ["rd"] = "road",
        ["grp"] = "group",
        ["gp"] = "group",
        ["org"] = "organisation",
        ["organization"] = "organisation",
        ["soc"] = "society",
        ["fdn"] = "foundation",
        ["fndn"] = "foundation",
        ["proj"] = "project",
        ["mgmt"] = "management",
        ["mgt"] = "management",
        ["abc"] = "amateur boxing club",
        ["bc"] = "bowling club",
        ["wi"] = "womens institute",
        ["pta"] = "parent teacher association",
        ["res"] = "resident",
        ["nhood"] = "neighbourhood",
        ["pc"] = "parish council",
        ["fc"] = "football club",
        ["afc"] = "football club",
        ["cc"] = "cricket club",
        ["rfc"] = "rugby football club",
        ["sch"] = "school",
        ["prim"] = "primary",
        ["ch"] = "church",
        ["svcs"] = "service",
        ["svc"] = "service",
        ["yc"] = "youth club",
        ["ymca"] = "ymca",
        ["cp"] = "primary",
        ["dept"] = "department",
        ["dev"] = "development",
        ["neighborhood"] = "neighbourhood",
        ["first"] = "1",
        ["1st"] = "1",
        ["second"] = "2",
        ["2nd"] = "2",
        ["third"] = "3",
        ["3rd"] = "3",
        ["fourth"] = "4",
        ["4th"] = "4",
        ["fifth"] = "5",
        ["5th"] = "5",
        ["sixth"] = "6",
        ["6th"] = "6",
        ["seventh"] = "7",
        ["7th"] = "7",
        ["eighth"] = "8",
        ["8th"] = "8",
        ["ninth"] = "9",
        ["9th"] = "9",
        ["tenth"] = "10",
        ["10th"] = "10",
        ["one"] = "1",
        ["two"] = "2",
        ["three"] = "3",
        ["four"] = "4",
        ["five"] = "5",
        ["eleventh"] = "11",
        ["11th"] = "11",
        ["twelfth"] = "12",
        ["12th"] = "12",
    };

    /// <summary>A key that ignores differences of legal form, articles and abbreviations.</summary>
    public static string OrganisationKey(string name) => string.Join(' ', OrganisationWords(name));

    /// <summary>Null when two names differ only by the usual variants (Ltd, CIC, &amp;, The, St); otherwise the words that only one
    /// has.</summary>
    public static string? WhyNamesDiffer(string left, string right)
    {
        if (OrganisationKey(left) == OrganisationKey(right))
            return null;
        var (ours, theirs) = (OrganisationWords(left), OrganisationWords(right));
        var (only, other) = (ours.Except(theirs).ToList(), theirs.Except(ours).ToList());
        return only.Count + other.Count == 0 ? null : string.Join(", ", only.Concat(other));
    }

    public static double Organisations(string left, string right)
    {
        var (ours, theirs) = (OrganisationWords(left), OrganisationWords(right));
        if (ours.Count == 0 || theirs.Count == 0)
            return 0;
        if (string.Concat(ours) == string.Concat(theirs))
            return 1;
        var free = theirs.ToList();
        double matched = 0,
            all = ours.Sum(Weight) + theirs.Sum(Weight);
        foreach (var word in ours.OrderByDescending(word => word.Length))
        {
            var best = free.Select((other, i) => (Value: WordLikeness(word, other, isPerson: false), i))
                .OrderByDescending(pair => pair.Value)
                .FirstOrDefault();
            if (best.Value < 0.75)
                continue;
            matched += best.Value * (Weight(word) + Weight(free[best.i]));
            free.RemoveAt(best.i);
        }
        return matched / all;
    }

    public static double People(string left, string right)
    {
        var (ours, theirs) = (NameTokens.OfPerson(left), NameTokens.OfPerson(right));
        if (ours.Count == 0 || theirs.Count == 0)
            return 0;
        // A missing hyphen joins two words into one.
        if (
            string.Concat(ours.Order(StringComparer.Ordinal)) == string.Concat(theirs.Order(StringComparer.Ordinal))
            || string.Concat(ours) == string.Concat(theirs)
        )
            return 1;
        if (ours.Count > theirs.Count)
            (ours, theirs) = (theirs, ours);
        var free = theirs.ToList();
        List<(double Likeness, bool Initial)> found = [];
        foreach (var word in ours.OrderByDescending(word => word.Length))
        {
            var best = free.Select((other, i) => (Value: WordLikeness(word, other, isPerson: true), i))
                .OrderByDescending(pair => pair.Value)
                .First();
            found.Add((best.Value, word.Length == 1 || free[best.i].Length == 1));
            free.RemoveAt(best.i);
        }
        // A single word is too little to match a full name, and an initial needs a full word next to it.
        if (ours.Count == 1 && theirs.Count > 1)
            return 0.5 * found[0].Likeness;
        if (found.All(one => one.Initial))
            return 0.5;
        var likeness = found.Average(one => one.Likeness) * 0.5 + found.Min(one => one.Likeness) * 0.5;
        return likeness * Math.Pow(0.97, free.Count(word => word.Length > 1));
    }

    /// <summary>Keys for finding a person's name before the full comparison: each word's sound with the first letter of every other word,
    /// so that a slip in one word still finds the name by the other.</summary>
    public static IReadOnlyList<string> PersonKeys(string name)
    {
        var words = NameTokens.OfPerson(name).Select(NameTokens.Skeleton).Where(word => word.Length > 0).Distinct().Take(6).ToList();
        if (words.Count == 1)
            return [words[0]];
        return words
            .SelectMany(word => words.Where(other => other != word && word.Length > 1).Select(other => $"{word}:{other[0]}"))
            .Distinct()
            .ToList();
    }

    /// <summary>As <see cref="PersonKeys"/>, from pairs of an organisation's distinctive words.</summary>
    public static IReadOnlyList<string> OrganisationKeys(string name)
    {
        var words = OrganisationWords(name).Where(word => Weight(word) >= 1).Select(NameTokens.Skeleton).Distinct().Take(6).ToList();
        if (words.Count < 2)
            return words.Concat(OrganisationWords(name).Select(NameTokens.Skeleton)).Distinct().Take(2) is var few
                ? [string.Join(' ', few)]
                : [];
        return words
            .SelectMany(word => words.Where(other => other != word).Select(other => $"{word}:{other[..Math.Min(2, other.Length)]}"))
            .Distinct()
            .ToList();
    }

    private static List<string> OrganisationWords(string name)
    {
        var plain = string.Join(' ', NameTokens.Plain(name.Replace("&", " and ", StringComparison.Ordinal)))
            .Replace("community interest company", "cic", StringComparison.Ordinal)
            .Replace("charitable incorporated organisation", "cio", StringComparison.Ordinal);
        var words = plain
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(word => Short.GetValueOrDefault(word, word).Split(' '))
            .Select(Singular)
            .ToList();
        var telling = words.Where(word => !Empty.Contains(word)).ToList();
        return telling.Count == 0 ? words : telling;
    }

    private static string Singular(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;

    private static double Weight(string word) => Common.Contains(word) ? 0.4 : 1;

    private static double WordLikeness(string left, string right, bool isPerson)
    {
        if (left == right)
            return 1;
        var initial = Math.Min(left.Length, right.Length) == 1;
        if (left.All(char.IsAsciiDigit) || right.All(char.IsAsciiDigit))
            return 0;
        if (initial)
            return isPerson && NameTokens.Formal(left)[0] == NameTokens.Formal(right)[0] ? 0.85 : 0;
        if (isPerson && NameTokens.Formal(left) == NameTokens.Formal(right))
            return 0.98;
        // Paul and Paula are two people.
        if (isPerson && (left + "a" == right || right + "a" == left))
            return 0.5;
        var edits = Edits(left, right);
        var length = Math.Max(left.Length, right.Length);
        var sound = NameTokens.Skeleton(left) == NameTokens.Skeleton(right);
        if (sound && edits <= (isPerson ? Math.Max(2, length / 3) : 2))
            return isPerson ? 0.92 : 0.9;
        if (edits == 1 && length >= 5)
            return 0.86;
        if (edits == 2 && length >= 9)
            return 0.84;
        return Math.Min(0.6, 1 - (double)edits / length);
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
