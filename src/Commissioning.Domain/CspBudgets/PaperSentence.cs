using System.Globalization;
using System.Text.RegularExpressions;

namespace Commissioning.Domain.CspBudgets;

/// <summary>The amounts of a sentence, and what each may mean by the words around it.</summary>
internal static partial class PaperSentence
{
    /// <summary>What the words beside an amount speak of.</summary>
    private sealed record Topic(bool Contribution, bool Left, bool Spent, bool Allocation, bool Base)
    {
        public bool IsNone => !Contribution && !Left && !Spent && !Allocation && !Base;
    }

    /// <param name="context">The sentence before, which "This is" or "Of this" goes on from, or the line that a list stands under.</param>
    public static IEnumerable<PaperFigure> FiguresIn(PaperVocabulary words, string place, string sentence, string context)
    {
        var text = words.Marked(Circa().Replace(sentence, " approximately "));
        var amounts = Pounds().Matches(text).ToList();
        var where = $"{place}: \"{Short(sentence)}\"";
        foreach (Match said in InWords().Matches(text))
            yield return new(where, Short(sentence), said.Value.Trim(), null, [])
            {
                InSentence = true,
                Why = "an amount in words, which cannot be read. Write it in figures.",
            };
        foreach (var percent in PercentagesOf(words, where, sentence, text))
            yield return percent;
        if (amounts.Count == 0)
            yield break;
        var (area, topic, claimed) = ((string?)null, (Topic?)null, false);
        for (var i = 0; i < amounts.Count; i++)
        {
            var (before, _) = i == 0 ? (text[..amounts[0].Index], false) : Before(text, amounts, i);
            var after = After(text, amounts, i);
            // What the amount before took as its own does not count again.
            if (i > 0 && claimed && !Separator().IsMatch(Gap(text, amounts, i)))
                before = "";
            var (areas, several) = AreasBefore(before);
            claimed = AreaAfter().Match(after) is { Success: true };
            var own =
                claimed ? AreaAfter().Match(after).Groups["area"].Value
                : several ? null
                : areas.Count > 0 ? areas[^1]
                : i > 0 && !IsWhole(before + " " + after) ? area
                : null;
            var near = TopicOf(before + " " + after);
            if (OfTheWhole().IsMatch(before) && topic is { Spent: true })
                near = new(false, false, false, true, false);
            if (near.IsNone)
                near = topic ?? TopicOf(text);
            if (near.IsNone)
                near = TopicOf(words.Marked(context));
            var printed = amounts[i].Value.Trim().TrimEnd('.', ',');
            var (names, clear) = Names(words, sentence, context, before + " " + after, own, several, near, OnSomething().IsMatch(after));
            yield return new(where, Short(sentence), printed, Amount(printed), names)
            {
                InSentence = true,
                IsClear = clear,
                About =
                    About().Match(before) is { Success: true } about ? about.Groups["word"].Value.ToLowerInvariant()
                    : Shortened().IsMatch(printed) ? "about"
                    : null,
            };
            (area, topic) = (own, near);
        }
    }

    private static string Gap(string text, List<Match> amounts, int i) =>
        text[(amounts[i - 1].Index + amounts[i - 1].Length)..amounts[i].Index];

    // Words between two amounts belong to the first up to a comma or "and", and to the second from there.
    private static (string Text, bool Cut) Before(string text, List<Match> amounts, int i)
    {
        var gap = Gap(text, amounts, i);
        return Separator().Match(gap) is { Success: true } cut ? (gap[cut.Index..], true) : (gap, false);
    }

    private static string After(string text, List<Match> amounts, int i)
    {
        var gap = i + 1 < amounts.Count ? Gap(text, amounts, i + 1) : text[(amounts[i].Index + amounts[i].Length)..];
        return Separator().Match(gap) is { Success: true } cut ? gap[..cut.Index] : gap;
    }

    private static (IReadOnlyList<string> Areas, bool Several) AreasBefore(string before)
    {
        var found = AreaMark().Matches(before).ToList();
        return (
            found.Select(match => match.Groups["area"].Value).ToList(),
            found.Count > 1 && Joined().IsMatch(before[(found[^2].Index + found[^2].Length)..found[^1].Index])
        );
    }

    private static bool Says(string text, params string[] stems) => stems.Any(stem => text.Contains(" " + stem, StringComparison.Ordinal));

    private static string Spaced(string text) => $" {PaperVocabulary.Plain(NotSpent().Replace(text, "unspent"))} ";

    private static Topic TopicOf(string text)
    {
        var near = Spaced(text);
        var contribution = Says(near, "contribut", "qs");
        return new(
            contribution,
            Says(near, "remain", "underspen", "unspent ", "left ", "leaving ", "leaves ", "balance ", "kept ", "carried ", "carry "),
            !contribution && Says(near, "spent ", "spend", "expenditure "),
            !contribution && Says(near, "allocat", "budget", "funding ", "receiv", "had ", "given ", "shared "),
            !contribution && Says(near, "allocat", "base ", "budget")
        );
    }

    private static bool IsWhole(string text) =>
        Says(
            Spaced(text),
            "total ",
            "llr ",
            "across ",
            "therefore ",
            "altogether ",
            "together ",
            "between them ",
            "in all ",
            "areas ",
            "csps ",
            "partnerships "
        );

    private static (IReadOnlyList<FigureName> Names, bool Clear) Names(
        PaperVocabulary words,
        string sentence,
        string context,
        string beside,
        string? mark,
        bool several,
        Topic topic,
        bool part
    )
    {
        var years = PaperVocabulary.YearsIn(sentence);
        var next = years.Contains(words.Year.Next) && !years.Contains(words.Year);
        var earlier = years.Contains(words.Year.Previous);
        if (several)
            return ([], false);
        var area = mark is null ? null : words.RowOfMark(mark);
        var (near, all) = (Spaced(beside), Spaced(words.Marked(sentence)));
        var (clear, loose) = (new List<FigureName>(), new List<FigureName>());
        foreach (var payee in words.MarkedIn(near, 'p'))
            clear.AddRange([new("across", payee, "paid"), new("central", payee, "amount")]);
        foreach (var round in words.MarkedIn(near, 'r'))
            loose.AddRange([new("grant rounds", round, "awarded"), new("grant rounds", round, "not awarded")]);
        var whole = area is null && IsWhole(sentence);
        if (topic.Contribution)
        {
            var scheme = words.MarkedIn(all + Spaced(words.Marked(context)), 's');
            if (area is not null)
                clear.Add(new("contributions", area, "contribution"));
            else
            {
                clear.AddRange((scheme.Count > 0 ? scheme : words.Schemes).Select(one => new FigureName("contributions", one, "received")));
                clear.Add(new("contributions", PaperVocabulary.Total, "contribution"));
            }
            return ([.. clear.Concat(loose).Distinct()], true);
        }
        if (topic.Left)
        {
            if (area is not null)
                clear.AddRange([new("areas", area, "remaining"), new("areas", area, "top-up")]);
            else if (Says(near, "central pot "))
                clear.Add(new("across", "Central pot", "left"));
            else
            {
                clear.AddRange([
                    new("across", "Remaining across the area", "amount"),
                    new("areas", PaperVocabulary.Total, "remaining"),
                    new("across", "Remaining with the areas", "amount"),
                    new("across", "Pooled underspend", "pooled"),
                    new("across", "Pooled underspend", "left"),
                ]);
                if (earlier)
                    clear.Add(new("areas", PaperVocabulary.Total, "top-up"));
            }
        }
        foreach (var (column, says) in new[] { ("expenditure", topic.Spent), ("allocation", topic.Allocation), ("base", topic.Base) })
            if (says)
                (part || (area is null && !whole) ? loose : clear).Add(
                    new(
                        "areas",
                        area ?? PaperVocabulary.Total,
                        next && column is "allocation" or "base" && next ? "base next year" : column
                    )
                );
        return ([.. clear.Concat(loose).Distinct()], clear.Count > 0);
    }

    // "Leicester spent 97.4% of its allocation": the ledger has both.
    private static IEnumerable<PaperFigure> PercentagesOf(PaperVocabulary words, string place, string sentence, string text)
    {
        foreach (Match match in SpentShare().Matches(text))
        {
            var years = PaperVocabulary.YearsIn(sentence);
            if (years.Count > 0 && !years.Contains(words.Year))
                continue;
            var (areas, several) = AreasBefore(text[..match.Index]);
            var row =
                several ? null
                : areas.Count > 0 ? words.RowOfMark(areas[^1])
                : IsWhole(text[..match.Index]) ? PaperVocabulary.Total
                : null;
            if (row is not null)
                yield return new(place, Short(sentence), match.Groups["percent"].Value + "%", null, [new("areas", row, "expenditure")])
                {
                    InSentence = true,
                    IsPercent = true,
                };
        }
    }

    /// <summary>£28,000, GBP 28,000, £70k, £1.2 million, £(12.50). Null: it cannot be read.</summary>
    public static Money? Amount(string printed)
    {
        var text = printed.Trim().ToLowerInvariant().Replace("gbp", "£", StringComparison.Ordinal);
        if (text.EndsWith("thousand", StringComparison.Ordinal))
            text = text[..^8].TrimEnd() + "k";
        if (!text.EndsWith('m') && !text.EndsWith("million", StringComparison.Ordinal))
            return SpreadsheetMoney.Parse(text);
        return
            decimal.TryParse(
                text.Replace("million", "", StringComparison.Ordinal).TrimEnd('m', ' ').TrimStart('£', ' '),
                NumberStyles.Number,
                CultureInfo.InvariantCulture,
                out var millions
            )
            && millions < 100_000
            ? new Money((long)(millions * 100_000_000))
            : null;
    }

    /// <summary>Whether an amount that a sentence calls about so much is the ledger's: it rounds to it, or lies on the named side by less
    /// than the last digit printed.</summary>
    public static bool Rounds(string about, Money printed, Money computed)
    {
        var unit = 1L;
        while (printed.Pence != 0 && printed.Pence % (unit * 10) == 0)
            unit *= 10;
        var above = computed.Pence - printed.Pence;
        return about switch
        {
            "just over" or "over" or "more than" => above >= 0 && above < unit,
            "just under" or "under" or "nearly" or "almost" => above <= 0 && -above < unit,
            _ => Math.Abs(above) * 2 <= unit,
        };
    }

    private static string Short(string sentence) => sentence.Trim() is { Length: > 200 } text ? text[..197] + "..." : sentence.Trim();

    private const string Word =
        "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|"
        + "thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|and";

    [GeneratedRegex(@"\s(c\.|ca\.|approx\.|circa)\s*(?=£)", RegexOptions.IgnoreCase)]
    private static partial Regex Circa();

    // An amount without its sign counts where it has thousands and pence.
    [GeneratedRegex(
        @"(£|\bGBP)\s?(?!['’]?000s?(?![0-9.,]))(\(?[-−]?[0-9][0-9,.]*([a-z][0-9.,]+)?\)?(\s?(k|m|million|thousand)\b)?|(tbc|tba|tbd|nk|n/k|n/a|x+|to be confirmed)\b|\?+|_+|\.{2,})|(?<![\w£.,])[0-9]{1,3}(,[0-9]{3})+\.[0-9]{2}(?![\w%]|[,.][0-9])",
        RegexOptions.IgnoreCase
    )]
    internal static partial Regex Pounds();

    [GeneratedRegex(@"\b((" + Word + @")[\s,-]+)+pounds\b", RegexOptions.IgnoreCase)]
    private static partial Regex InWords();

    [GeneratedRegex(@"(k|m|million|thousand)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Shortened();

    [GeneratedRegex(
        @"\b(?<word>approximately|about|around|roughly|some|just over|over|just under|under|nearly|almost|more than)\s*\(?\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex About();

    [GeneratedRegex(@"[,;]|\b(and|but|while|whereas|with|leaving|which)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Separator();

    [GeneratedRegex("(?<area>qa[0-9]+q)")]
    private static partial Regex AreaMark();

    [GeneratedRegex(@"^(\s*[(–—-]\s*|[^,;]{0,60}?\b(from|by|for|to|in|at|of|per)\s+(the\s+)?)(?<area>qa[0-9]+q)", RegexOptions.IgnoreCase)]
    private static partial Regex AreaAfter();

    [GeneratedRegex(@"^\s*(,|&|and|or|,\s*and)?\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Joined();

    [GeneratedRegex(@"\b(out )?of (its|their|the|an?)?\s*(total )?(allocation|budget|funding)?( of)?\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex OfTheWhole();

    [GeneratedRegex(@"^\s*(of (it|this|that|which) )?on\s", RegexOptions.IgnoreCase)]
    private static partial Regex OnSomething();

    [GeneratedRegex(@"\b(did not|has not|have not|had not|not|not been)\s+(been\s+)?(spent|spend)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NotSpent();

    [GeneratedRegex(
        @"\b(spent|spend|used|expenditure (was|of|is|at))\s+(about |approximately |around )?(?<percent>[0-9]+(\.[0-9]+)?)\s?(%|per cent|percent) of (its|their|the)? ?(total |whole |overall )?(allocation|budget|funding|money)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SpentShare();
}
