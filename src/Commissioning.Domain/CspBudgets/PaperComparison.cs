namespace Commissioning.Domain.CspBudgets;

/// <summary>A paper's figures beside the ledger's.</summary>
public static class PaperComparison
{
    /// <param name="ledger">Every figure that a paper may print.</param>
    public static IReadOnlyList<PaperLine> Lines(PaperReading reading, IReadOnlyList<(FigureName Name, Money Computed)> ledger)
    {
        var known = new Dictionary<string, (FigureName Name, Money Computed)>();
        foreach (var figure in ledger)
            known.TryAdd(Key(figure.Name), figure);
        var lines = new List<PaperLine>();
        var printed = new HashSet<string>();
        foreach (var figure in reading.Figures)
        {
            var fits = figure.Names.Select(name => Key(name)).Where(known.ContainsKey).Select(key => known[key]).ToList();
            var line = LineOf(figure, fits);
            if (line.Name is { } name)
                printed.Add(Key(name));
            lines.Add(line);
        }
        lines.AddRange(
            reading.Slips.Select(slip => new PaperLine(
                PaperLineKind.Arithmetic,
                slip.Place,
                slip.What,
                slip.Printed,
                slip.Amount,
                slip.Comes,
                slip.Sentence
            ))
        );
        lines.AddRange(
            ledger
                .Where(pair => pair.Computed != Money.Zero && !printed.Contains(Key(pair.Name)))
                .Select(pair => new PaperLine(PaperLineKind.NotPrinted, "", pair.Name.ToString(), "", null, pair.Computed, "not printed")
                {
                    Name = pair.Name,
                })
        );
        return lines;
    }

    private static PaperLine LineOf(PaperFigure figure, List<(FigureName Name, Money Computed)> fits)
    {
        PaperLine Line(PaperLineKind kind, (FigureName Name, Money Computed)? with, string sentence) =>
            new(kind, figure.Place, with?.Name.ToString() ?? figure.What, figure.Printed, figure.Amount, with?.Computed, sentence)
            {
                Name = with?.Name,
            };
        if (fits.Count == 0)
            return figure.IsUnknownName
                ? Line(PaperLineKind.NotUnderstood, null, "not a name the ledger knows")
                : Line(PaperLineKind.NotInLedger, null, "not in the ledger");
        if (figure.Amount is not { } amount)
            return figure.InSentence
                ? Line(PaperLineKind.NotInLedger, null, "not in the ledger")
                : Line(PaperLineKind.NotUnderstood, fits[0], Money.WhyNot(figure.Printed, "not an amount that can be read"));
        bool Same(Money computed) => amount == computed || (figure.About is { } about && PaperSentence.Rounds(about, amount, computed));
        foreach (var fit in fits.Where(fit => Same(fit.Computed)))
            return Line(PaperLineKind.Agrees, fit, amount == fit.Computed ? "agrees" : "agrees, rounded");
        // A slip is near the figure that was meant.
        var nearest = fits.MinBy(fit => Math.Abs(fit.Computed.Pence - amount.Pence));
        var difference = amount - nearest.Computed;
        return figure.InSentence && !figure.IsClear && Math.Abs(difference.Pence) * 100 > Math.Abs(nearest.Computed.Pence)
            ? Line(PaperLineKind.NotInLedger, null, "not in the ledger")
            : Line(PaperLineKind.Differs, nearest, $"differs by {difference}");
    }

    private static string Key(FigureName name) =>
        $"{PaperVocabulary.Plain(name.Table)}|{PaperVocabulary.Plain(name.Row)}|{PaperVocabulary.Plain(name.Column)}";
}
