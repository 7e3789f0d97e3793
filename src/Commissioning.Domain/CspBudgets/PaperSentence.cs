using System.Globalization;

namespace Commissioning.Domain.CspBudgets;

/// <summary>What an amount in a sentence may mean, by the words around it.</summary>
internal static class PaperSentence
{
    /// <summary>The figures that its words fit, and whether they name one clearly.</summary>
    /// <param name="before">From the amount before it, or from the sentence's beginning.</param>
    /// <param name="after">Up to the next amount, or to the sentence's end.</param>
    public static (IReadOnlyList<FigureName> Names, bool Clear) Names(PaperVocabulary words, string sentence, string before, string after)
    {
        var years = PaperVocabulary.YearsIn(sentence);
        var next = years.Contains(words.Year.Next) && !years.Contains(words.Year);
        var earlier = years.Contains(words.Year.Previous);
        if (years.Count > 0 && !years.Contains(words.Year) && !next && !earlier)
            return ([], false);
        var (all, near) = ($" {PaperVocabulary.Plain(sentence)} ", $" {PaperVocabulary.Plain(before + " " + after)} ");
        bool Says(string text, params string[] stems) => stems.Any(stem => text.Contains(" " + stem, StringComparison.Ordinal));
        var (clear, loose) = (new List<FigureName>(), new List<FigureName>());
        var areas = words.AreasIn(before + " " + after);

        foreach (var payee in words.Payees.Where(payee => Says(near, PaperVocabulary.Plain(payee))))
            clear.AddRange([new("across", payee, "paid"), new("central", payee, "amount")]);
        foreach (var round in words.Rounds.Where(round => Says(near, PaperVocabulary.Plain(round))))
            loose.AddRange([new("grant rounds", round, "awarded"), new("grant rounds", round, "not awarded")]);

        var scheme = words
            .Schemes.Where(one => Says(all, PaperVocabulary.Plain(one), PaperVocabulary.Plain(one).Split(' ')[0] + " "))
            .ToList();
        if (Says(all, "contribut") || scheme.Count > 0)
        {
            foreach (var area in areas)
                clear.Add(new("contributions", area, "contribution"));
            foreach (var one in scheme.Count > 0 ? scheme : words.Schemes)
                (Says(all, "contribut") ? clear : loose).Add(new("contributions", one, "received"));
            loose.Add(new("contributions", PaperVocabulary.Total, "contribution"));
        }
        var whole = Says(
            all,
            "total ",
            "llr ",
            "across ",
            "therefore ",
            "leaving ",
            "leaves ",
            "altogether ",
            "between them ",
            "all areas ",
            "all csps "
        );
        var left = Says(near, "remain", "underspen", "unspent ", "left ", "leaving ", "balance ");
        if (left)
        {
            foreach (var area in areas)
                loose.Add(new("areas", area, "remaining"));
            (whole && areas.Count == 0 ? clear : loose).AddRange([
                new("across", "Remaining across the area", "amount"),
                new("areas", PaperVocabulary.Total, "remaining"),
                new("across", "Pooled underspend", "pooled"),
                new("across", "Pooled underspend", "left"),
            ]);
            if (earlier)
                (areas.Count == 0 ? clear : loose).Add(new("areas", PaperVocabulary.Total, "top-up"));
        }
        foreach (
            var (column, says) in new[]
            {
                ("expenditure", Says(near, "spent ", "spend", "expenditure ")),
                ("allocation", Says(near, "allocat", "budget", "funding ", "receiv", "had ")),
                ("base", Says(near, "allocat", "base ", "budget")),
            }
        )
        {
            if (!says)
                continue;
            var name =
                next && column is "allocation" or "base"
                    ? next
                        ? "base next year"
                        : column
                    : column;
            loose.AddRange(areas.Select(area => new FigureName("areas", area, name)));
            (whole && areas.Count == 0 && (Says(near, "expenditure ", "allocation", "base ") || next) ? clear : loose).Add(
                new("areas", PaperVocabulary.Total, name)
            );
        }
        return ([.. clear.Concat(loose).Distinct()], clear.Count > 0);
    }

    /// <summary>£28,000, £70k, £1.2 million.</summary>
    public static Money? Amount(string printed)
    {
        var text = printed.Trim().ToLowerInvariant();
        if (!text.EndsWith('m') && !text.EndsWith("million", StringComparison.Ordinal))
            return Money.Parse(text);
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
}
