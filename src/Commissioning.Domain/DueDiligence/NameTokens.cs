using System.Globalization;
using System.Text;

namespace Commissioning.Domain.DueDiligence;

/// <summary>Reduces a name to comparable words: no case, accents, titles or punctuation; Cyrillic and Greek in Latin letters.</summary>
internal static class NameTokens
{
    private static readonly HashSet<string> Titles =
    [
        .. "mr mrs ms miss mx dr prof professor rev revd reverend cllr councillor sir dame lord lady jr jnr junior sr snr mbe obe cbe jp phd bsc ba ma msc esq qpm pc hon ii iii nee".Split(
            ' '
        ),
    ];
    private static readonly HashSet<string> Particles =
    [
        .. "de da das do dos del della di du la le van der den von zu bin bint binti ibn ben al el ul ur y ap ab".Split(' '),
    ];

    private static readonly Dictionary<char, string> Letters = new()
    {
        ['ł'] = "l",
        ['ø'] = "o",
        ['đ'] = "d",
        ['ð'] = "d",
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['þ'] = "th",
        ['ı'] = "i",
        ['ə'] = "a",
        ['а'] = "a",
        ['б'] = "b",
        ['в'] = "v",
        ['г'] = "g",
        ['ґ'] = "g",
        ['д'] = "d",
        ['е'] = "e",
        ['ё'] = "e",
        ['є'] = "ie",
        ['ж'] = "zh",
        ['з'] = "z",
        ['и'] = "i",
        ['і'] = "i",
        ['ї'] = "i",
        ['й'] = "i",
        ['к'] = "k",
        ['л'] = "l",
        ['м'] = "m",
        ['н'] = "n",
        ['о'] = "o",
        ['п'] = "p",
        ['р'] = "r",
        ['с'] = "s",
        ['т'] = "t",
        ['у'] = "u",
        ['ф'] = "f",
        ['х'] = "kh",
        ['ц'] = "ts",
        ['ч'] = "ch",
        ['ш'] = "sh",
        ['щ'] = "shch",
        ['ъ'] = "",
        ['ы'] = "y",
        ['ь'] = "",
        ['э'] = "e",
        ['ю'] = "iu",
        ['я'] = "ia",
        ['ў'] = "u",
        ['ј'] = "j",
        ['љ'] = "lj",
        ['њ'] = "nj",
        ['ћ'] = "c",
        ['ђ'] = "dj",
        ['џ'] = "dz",
        ['ѓ'] = "gj",
        ['ќ'] = "kj",
        ['ѕ'] = "dz",
        ['α'] = "a",
        ['β'] = "v",
        ['γ'] = "g",
        ['δ'] = "d",
        ['ε'] = "e",
        ['ζ'] = "z",
        ['η'] = "i",
        ['θ'] = "th",
        ['ι'] = "i",
        ['κ'] = "k",
        ['λ'] = "l",
        ['μ'] = "m",
        ['ν'] = "n",
        ['ξ'] = "x",
        ['ο'] = "o",
        ['π'] = "p",
        ['ρ'] = "r",
        ['σ'] = "s",
        ['ς'] = "s",
        ['τ'] = "t",
        ['υ'] = "y",
        ['φ'] = "f",
        ['χ'] = "ch",
        ['ψ'] = "ps",
        ['ω'] = "o",
    };

    /// <summary>The start of a text, never splitting a surrogate pair.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text
        : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)]
        : text[..length];

    /// <summary>Lower-case Latin words and numbers, in order. An apostrophe joins words; other punctuation separates them.</summary>
    public static List<string> Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (var character in string.Concat(text.EnumerateRunes()).ToLowerInvariant().Normalize(NormalizationForm.FormKD))
        {
            if (
                CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark
                || character is '\'' or '’' or '‘' or 'ʼ' or '`' or '´' or '.'
            )
                continue;
            if (Letters.TryGetValue(character, out var latin))
                plain.Append(latin);
            else
                plain.Append(char.IsLetterOrDigit(character) ? character : ' ');
        }
        return [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>The distinctive words of a person's name; never empty when the name has a letter.</summary>
    public static List<string> OfPerson(string name)
    {
        // "J.R. Smith" has two initials.
        var words = Joined(Plain(name.Replace(".", ". ", StringComparison.Ordinal)));
        var kept = words.Where(word => !Titles.Contains(word)).ToList();
        if (kept.Count == 0)
            kept = words;
        // Ben and Al are given names when they come first.
        var bare = kept.Where((word, i) => i == 0 || !Particles.Contains(word)).ToList();
        return (bare.Count == 0 ? kept : bare).ConvertAll(word => Unsuffixed(WithoutParticle(word)));
    }

    /// <summary>"Vandersteenhoven" is "van der Steenhoven", and "Alkhateeb" is "al-Khateeb".</summary>
    private static string WithoutParticle(string word) =>
        !GivenNames.IsKnown(word)
        && Glued.FirstOrDefault(particle => word.Length > particle.Length + 4 && word.StartsWith(particle, StringComparison.Ordinal))
            is { } glued
            ? word[glued.Length..]
            : word;

    private static readonly string[] Glued = ["vander", "vanden", "vande", "van", "ben", "bin", "ibn", "dela", "della", "al", "el"];

    /// <summary>Gujarati names are written with and without -bhai and -ben.</summary>
    private static string Unsuffixed(string word) =>
        word.Length > 7 && word.EndsWith("bhai", StringComparison.Ordinal) ? word[..^4]
        : word.Length > 6 && word.EndsWith("ben", StringComparison.Ordinal) ? word[..^3]
        : word;

    /// <summary>Joins "Mc Donald" and "O Neill" into one word each.</summary>
    private static List<string> Joined(List<string> words)
    {
        var joined = new List<string>();
        for (var i = 0; i < words.Count; i++)
            if (words[i] is "mc" or "mac" && i + 1 < words.Count)
                joined.Add("mc" + words[++i]);
            else if (words[i] == "o" && i + 2 == words.Count && i > 0 && words[i + 1].Length > 3)
                joined.Add("o" + words[++i]);
            else
                joined.Add(words[i].StartsWith("mac", StringComparison.Ordinal) && words[i].Length > 6 ? "mc" + words[i][3..] : words[i]);
        return joined;
    }

    /// <summary>Reduces spellings of the same sound to one form: Yousef and Yusuf, Hussain and Hussein, Sergey and Sergei, Müller and
    /// Mueller. The first letter is kept as a class; vowels after it count only where they separate syllables.</summary>
    public static string Skeleton(string word)
    {
        var text = GivenNames.Formal(word);
        // Ukrainian names begin with H where Russian ones begin with G.
        if (
            text.Length > 5
            && text[0] == 'h'
            && (text.EndsWith("ko", StringComparison.Ordinal) || text.EndsWith("uk", StringComparison.Ordinal))
        )
            text = "g" + text[1..];
        foreach (var (from, to) in Spellings)
            text = text.Replace(from, to, StringComparison.Ordinal);
        var skeleton = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var letter = character switch
            {
                'a' or 'e' or 'i' or 'o' or 'u' => 'a',
                _ => character,
            };
            if (skeleton.Length == 0 || skeleton[^1] != letter)
                skeleton.Append(letter);
        }
        return skeleton.Length > 2 && skeleton[^1] == 'a' ? skeleton.ToString(0, skeleton.Length - 1) : skeleton.ToString();
    }

    private static readonly (string From, string To)[] Spellings =
    [
        ("hs", "x"),
        ("sch", "sh"),
        ("shch", "sh"),
        ("tch", "ch"),
        ("ph", "f"),
        ("gh", "g"),
        ("kh", "k"),
        ("ck", "k"),
        ("qu", "k"),
        ("q", "k"),
        ("dzh", "j"),
        ("zh", "j"),
        ("dj", "j"),
        ("ks", "x"),
        ("tz", "ts"),
        ("th", "t"),
        ("dh", "d"),
        ("bh", "b"),
        ("w", "v"),
        ("ie", "i"),
        ("y", "i"),
        ("ah", "a"),
        ("eh", "a"),
        ("c", "k"),
        ("kh", "ch"),
        ("z", "s"),
    ];
}
