using System.Globalization;
using System.Text;

namespace Commissioning.Domain.DueDiligence;

/// <summary>Reduces a name to comparable words: no case, accents, titles or punctuation; Cyrillic and Greek in Latin letters.</summary>
internal static class NameTokens
{
    private static readonly HashSet<string> Titles =
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "professor",
        "rev",
        "revd",
        "reverend",
        "cllr",
        "councillor",
        "sir",
        "dame",
        "lord",
        "lady",
        "jr",
        "jnr",
        "junior",
        "sr",
        "snr",
        "mbe",
        "obe",
        "cbe",
        "jp",
        "phd",
        "bsc",
        "ba",
        "ma",
        "msc",
        "esq",
        "qpm",
        "pc",
        "hon",
        "ii",
        "iii",
    ];
    private static readonly HashSet<string> Particles =
    [
        "de",
        "da",
        "das",
        "do",
        "dos",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "der",
        "den",
        "von",
        "zu",
        "bin",
        "bint",
        "binti",
        "ibn",
        "ben",
        "al",
        "el",
        "ul",
        "ur",
        "y",
        "ap",
        "ab",
    ];

    /// <summary>Short and familiar forms, each with the full name.</summary>
    private static readonly Dictionary<string, string> Familiar = Pairs(
        "robert rob bob bobby robbie bert",
        "william bill billy will willie liam",
        "richard rick dick ricky rich",
        "elizabeth liz beth betty lizzie eliza bess libby elisabeth",
        "katherine kate kathy cathy catherine kathryn katharine katie kath",
        "margaret maggie meg peggy marge",
        "james jim jimmy jamie",
        "john jack johnny jon",
        "thomas tom tommy",
        "michael mike mick micky mickey mikhail mykhailo misha",
        "christopher chris kit",
        "christine tina chrissie",
        "anthony tony antony",
        "andrew andy drew",
        "alexander alex sandy alec alasdair aleksandr oleksandr alexandr aleksander sasha",
        "alexandra lexi aleksandra oleksandra",
        "vladimir volodymyr vova volodya",
        "dmitry dima dmytro dmitri dmitriy dmitrii",
        "sergey serhii sergei serhiy",
        "susan sue susie suzanne",
        "patricia pat trish patsy tricia",
        "patrick paddy",
        "jennifer jen jenny jenni",
        "deborah debbie deb debra",
        "stephen steve steven stevie",
        "david dave davey",
        "daniel dan danny",
        "joseph joe joey",
        "joanna jo joanne",
        "edward ed eddie ted ned teddy",
        "charles charlie chuck",
        "george georgie",
        "samuel sam sammy",
        "samantha sammie",
        "matthew matt",
        "benjamin ben benny",
        "nicholas nick nicky",
        "nicola nikki",
        "philip phil phillip",
        "gregory greg",
        "jeffrey jeff geoff geoffrey",
        "gerald gerry jerry",
        "terence terry terrence",
        "victoria vicky vicki",
        "rebecca becky becca",
        "amanda mandy",
        "angela angie",
        "barbara barb babs",
        "dorothy dot dolly",
        "frances fran",
        "francis frank",
        "harold harry hal",
        "henry hank",
        "helen nell nellie",
        "jacqueline jackie jacqui",
        "lawrence larry laurence",
        "leonard len lenny",
        "mohammed mo mohd md mohamed muhammad mohammad muhammed mohamad muhamad mehmet",
        "pamela pam",
        "peter pete",
        "raymond ray",
        "ronald ron ronnie",
        "sandra sandie",
        "theresa teresa terri tess",
        "timothy tim",
        "valerie val",
        "vincent vince",
        "walter wally",
        "zachary zach zack",
        "abigail abi abbie",
        "eleanor ellie elly",
        "isabel izzy bella isabella",
        "jessica jess",
        "kimberly kim kimberley",
        "natalie nat",
        "olivia liv",
        "penelope penny",
        "rosemary rosie",
        "gwendoline gwen",
        "douglas doug",
        "donald don",
        "frederick fred freddie",
        "graham graeme",
        "kenneth ken kenny",
        "martin marty",
        "norman norm",
        "oliver ollie",
        "stanley stan",
        "sydney sid",
        "albert al bertie"
    );

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
        var words = Joined(Plain(name));
        var kept = words.Where(word => !Titles.Contains(word)).ToList();
        if (kept.Count == 0)
            kept = words;
        // Ben and Al are given names when they come first.
        var bare = kept.Where((word, i) => i == 0 || !Particles.Contains(word)).ToList();
        return bare.Count == 0 ? kept : bare;
    }

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

    public static string Formal(string word) => Familiar.GetValueOrDefault(word, word);

    /// <summary>Reduces spellings of the same sound to one form: Yousef and Yusuf, Hussain and Hussein, Sergey and Sergei, Müller and
    /// Mueller. The first letter is kept as a class; vowels after it count only where they separate syllables.</summary>
    public static string Skeleton(string word)
    {
        var text = Formal(word);
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

    private static Dictionary<string, string> Pairs(params string[] groups) =>
        groups
            .Select(group => group.Split(' '))
            .SelectMany(words => words.Skip(1).Select(word => (word, Formal: words[0])))
            .DistinctBy(pair => pair.word)
            .ToDictionary(pair => pair.word, pair => pair.Formal);
}
