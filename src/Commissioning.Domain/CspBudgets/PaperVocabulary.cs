using System.Text.RegularExpressions;
using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>The words by which papers call the ledger's figures: synonyms of columns, names and aliases of areas, payees and schemes, and
/// what people said that a word means.</summary>
/// <param name="Areas">Every name and alias of an area, with its row in the ledger.</param>
/// <param name="Rounds">Grant rounds that have a pot in the ledger.</param>
public sealed partial record PaperVocabulary(
    FinancialYear Year,
    IReadOnlyList<(string Name, string Row)> Areas,
    IReadOnlyList<string> Payees,
    IReadOnlyList<string> Schemes,
    IReadOnlyList<string> Rounds
)
{
    public const string Total = "Total";

    /// <summary>The column of percentages, which are no figures of the ledger but are checked.</summary>
    public const string Percent = "per cent";
    public const string RemainingAcross = "remaining across";

    /// <summary>Columns that a head may mean.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "base",
        "top-up",
        "vired",
        "allocation",
        "expenditure",
        "remaining",
        "earmarked",
        "committed",
        "evidenced",
        "returned",
        "contribution",
        "base next year",
        RemainingAcross,
    ];

    /// <summary>What people said a head or a row means; null: no figure of ours. By kind and plain words.</summary>
    public IReadOnlyDictionary<(bool IsRow, string Text), string?> Remembered { get; init; } =
        new Dictionary<(bool IsRow, string Text), string?>();

    /// <param name="Year">The year that it names; null: none.</param>
    /// <param name="Column">Null: not known, or not ours.</param>
    /// <param name="IsIgnored">A person said that it is no figure of ours.</param>
    public sealed record Head(FinancialYear? Year, string? Column, bool IsIgnored = false);

    /// <summary>In lower case, with "and" for &amp;, and without punctuation.</summary>
    public static string Plain(string text) =>
        string.Join(
            ' ',
            NotWord()
                .Split(text.ToLowerInvariant().Replace("&", " and ", StringComparison.Ordinal))
                .Where(word => word.Length > 0)
                .Select(word =>
                    word == "leics" ? "leicestershire"
                    : word == "nw" ? "north west"
                    : word
                )
        );

    /// <summary>Plain words as they are remembered, at most 200 characters.</summary>
    public static string Key(string text) => Plain(text) is { Length: > 200 } large ? large[..200] : Plain(text);

    /// <summary>The years that a text names: 24/25, 2024-25, 2024/2025. A date is none.</summary>
    public static IReadOnlyList<FinancialYear> YearsIn(string text) =>
        YearWords()
            .Matches(text)
            .Select(match => (From: int.Parse(match.Groups["from"].Value), To: int.Parse(match.Groups["to"].Value)))
            .Where(years => (years.From + 1) % 100 == years.To)
            .Select(years => new FinancialYear(2000 + years.From))
            .Distinct()
            .ToList();

    /// <summary>What a column's head means. What it includes, in brackets or after "including", is no part of its name.</summary>
    public Head HeadOf(string text)
    {
        var name = Brackets().Replace(InThousands().Replace(text, " "), " ");
        if (Including().Match(name) is { Success: true } including && Plain(name[..including.Index]).Length > 0)
            name = name[..including.Index];
        var years = YearsIn(name);
        FinancialYear? year = years.Count > 0 ? years[0] : null;
        if (Remembered.TryGetValue((false, Key(text)), out var said))
            return new(year, said, said is null);
        if (
            text.Contains('%')
            || Plain(text).Contains("per cent", StringComparison.Ordinal)
            || Plain(text).Contains("percent", StringComparison.Ordinal)
        )
            return new(year, Percent);
        var words = Plain(YearWords().Replace(name, " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        if (words.Count == 0 || words.Any(word => !HeadWords.Contains(word) && !Day().IsMatch(word)))
            return new(year, null);
        bool Any(params string[] some) => some.Any(words.Contains);
        var column =
            Any("contribution", "contributions", "contributed") ? "contribution"
            : Any("returned") ? "returned"
            : Any("earmarked") ? "earmarked"
            : Any("committed", "commitments") ? "committed"
            : Any("evidenced") ? "evidenced"
            : Any("vired", "virement", "virements") ? "vired"
            : Any("topup") || (words.Contains("top") && words.Contains("up")) || Any("brought", "carried") ? "top-up"
            : Any("underspend") && year == Year.Previous ? "top-up"
            : Any("remaining", "remainder", "remains", "underspend", "unspent", "balance", "left")
                ? Any("after", "across") ? RemainingAcross
                    : "remaining"
            : Any("base", "core", "initial") ? "base"
            : Any("expenditure", "spend", "spent", "spending", "actual", "actuals") ? "expenditure"
            : Any("allocation", "allocations", "allocated", "budget", "funding") ? "allocation"
            : null;
        if (column is "top-up" && year == Year.Previous)
            year = Year;
        return new(year, column);
    }

    /// <summary>A column of areas' names.</summary>
    public static bool IsLabelHead(string text) =>
        Plain(text)
            is ""
                or "area"
                or "areas"
                or "csp"
                or "csps"
                or "csp area"
                or "name"
                or "partnership"
                or "community safety partnership"
                or "community safety partnership csp"
                or "district"
                or "local authority"
                or "paid to"
                or "payee"
                or "what";

    public static bool IsTotal(string text) =>
        Plain(text)
            is "total"
                or "totals"
                or "grand total"
                or "overall"
                or "overall total"
                or "llr"
                or "llr total"
                or "total llr"
                or "across llr"
                or "total across llr"
                or "all areas"
                or "sum";

    /// <summary>The ledger's row that a row's name means: an area, a payee, a scheme or the total. Null: not known.</summary>
    public string? RowOf(string text) =>
        Remembered.TryGetValue((true, Key(text)), out var said) && said is not null ? said
        : IsTotal(text) ? Total
        : Payees.Concat(Schemes).Concat(Rounds).FirstOrDefault(name => Plain(name) == Plain(text)) ?? AreaOf(text);

    public bool IsIgnoredRow(string text) => Remembered.TryGetValue((true, Key(text)), out var said) && said is null;

    /// <summary>By name or alias, without what kind of body it is (Rutland County, Harborough District), or by the beginning of the only
    /// name that begins so (Hinckley).</summary>
    public string? AreaOf(string text)
    {
        var plain = Plain(text);
        if (plain.Length == 0)
            return null;
        var exact = Areas.Where(area => Plain(area.Name) == plain).Select(area => area.Row).Distinct().ToList();
        if (exact.Count == 1)
            return exact[0];
        var bare = Bare(plain);
        if (bare.Length == 0)
            return null;
        var same = Areas.Where(area => Bare(Plain(area.Name)) == bare).Select(area => area.Row).Distinct().ToList();
        if (same.Count == 0)
            same = Areas
                .Where(area => Plain(area.Name).StartsWith(bare + " ", StringComparison.Ordinal))
                .Select(area => area.Row)
                .Distinct()
                .ToList();
        return same.Count == 1 ? same[0] : null;
    }

    /// <summary>A text in which each area, payee, scheme and round is one word: qa0q is an area. A name with "and" in it is then no
    /// list.</summary>
    internal string Marked(string text) =>
        Names.Value.Pattern.Replace(
            text,
            match => Names.Value.Marks.TryGetValue(Plain(match.Value), out var mark) ? $" {mark.Text} " : match.Value
        );

    internal string? RowOfMark(string mark) => Names.Value.Marks.Values.FirstOrDefault(one => one.Text == mark).Row;

    /// <summary>The names of a kind (p a payee, s a scheme, r a round) that stand in a marked text.</summary>
    internal IReadOnlyList<string> MarkedIn(string text, char kind) =>
        Names
            .Value.Marks.Values.Where(mark => mark.Text[1] == kind && text.Contains(mark.Text, StringComparison.Ordinal))
            .Select(mark => mark.Row)
            .Distinct()
            .ToList();

    private Lazy<(Regex Pattern, Dictionary<string, (string Text, string Row)> Marks)> Names => names ??= new(FindNames);
    private Lazy<(Regex Pattern, Dictionary<string, (string Text, string Row)> Marks)>? names;

    private (Regex Pattern, Dictionary<string, (string Text, string Row)> Marks) FindNames()
    {
        var marks = new Dictionary<string, (string Text, string Row)> { ["leicester leicestershire and rutland"] = ("LLR", "") };
        void Add(string name, char kind, string row)
        {
            if (Plain(name).Length > 0)
                marks.TryAdd(Plain(name), ($"q{kind}{marks.Count}q", row));
        }
        foreach (var payee in Payees)
            Add(payee, 'p', payee);
        foreach (var scheme in Schemes)
        {
            Add(scheme, 's', scheme);
            // A scheme is often called by its first word (ECINS).
            Add(Plain(scheme).Split(' ')[0], 's', scheme);
        }
        foreach (var round in Rounds)
            Add(round, 'r', round);
        foreach (var (name, row) in Areas)
            Add(name, 'a', row);
        // An area by the beginning of its name (Hinckley), where no other begins so.
        foreach (var first in Areas.Select(area => Plain(area.Name).Split(' ')[0]).Distinct().Where(word => word.Length >= 5).ToList())
            if (first is not ("north" or "south") && AreaOf(first) is { } row)
                Add(first, 'a', row);
        var patterns = marks
            .Keys.OrderByDescending(name => name.Length)
            .Select(name =>
                string.Join(
                    @"[\W_]{1,3}",
                    name.Split(' ')
                        .Select(word =>
                            word == "and" ? "(?:and|&)"
                            : word == "leicestershire" ? "(?:leicestershire|leics)"
                            : word
                        )
                )
            );
        return (
            new Regex($@"(?<!\w)(?:{string.Join('|', patterns)})(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant),
            marks
        );
    }

    private static string Bare(string plain) => string.Join(' ', plain.Split(' ').Where(word => !BodyWords.Contains(word)));

    private static readonly HashSet<string> BodyWords =
    [
        "csp",
        "community",
        "safety",
        "partnership",
        "council",
        "borough",
        "district",
        "city",
        "county",
        "area",
        "the",
        "bc",
        "dc",
        "mbc",
        "cc",
    ];

    // A head of any other word is asked about.
    private static readonly HashSet<string> HeadWords =
    [
        .. (
            "contribution contributions contributed returned earmarked committed commitments evidenced vired virement virements topup top up brought carried "
            + "forward remaining remainder remains underspend unspent balance left after across base core initial expenditure spend spent spending actual actuals "
            + "allocation allocations allocated budget funding total csp amount to date of the in for year revised final area llr from and pooled or free use county council "
            + "january february march april may june july august september october november december at as by end agreed given made their its is was "
            + "so far current actual net gross allocated partnership partnerships s pcc opcc money paid gbp p £"
        ).Split(' '),
    ];

    /// <summary>Heads such as Spend £000: the amounts below are thousands of pounds.</summary>
    internal static bool IsInThousands(string head) => InThousands().IsMatch(head);

    [GeneratedRegex(@"\(?£\s?['’]?000('?s)?\)?|\(?£\s?k\b\)?|\(?\b(in )?thousands( of pounds)?\)?", RegexOptions.IgnoreCase)]
    private static partial Regex InThousands();

    [GeneratedRegex(@"^([0-9]{1,2}(st|nd|rd|th)?|20[0-9]{2})\z")]
    private static partial Regex Day();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();

    [GeneratedRegex(@"\([^)]*\)?|\[[^\]]*\]?")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"(?<![a-z])(including|includes|incl|inc|with)(?![a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Including();

    [GeneratedRegex(@"(?<![0-9/.,£-])(20)?(?<from>[0-9]{2})\s?[-/–_]\s?(20)?(?<to>[0-9]{2})(?![0-9/-])(?!\.[0-9])")]
    internal static partial Regex YearWords();
}
