namespace Commissioning.Domain.CspBudgets;

/// <summary>A paper's figures beside the ledger's.</summary>
public static class PaperComparison
{
    /// <param name="ledger">Every figure that a paper may print.</param>
    /// <param name="words">With which the paper was read.</param>
    public static IReadOnlyList<PaperLine> Lines(
        PaperReading reading,
        IReadOnlyList<(FigureName Name, Money Computed)> ledger,
        PaperVocabulary words
    )
    {
        var known = new Dictionary<string, (FigureName Name, Money Computed)>();
        foreach (var figure in ledger)
            known.TryAdd(Key(figure.Name), figure);
        var lines = new List<PaperLine>();
        var printed = new HashSet<string>();
        var wrong = new List<(int Line, (int Table, int Row, int Column) Cell, Money Computed)>();
        foreach (var figure in reading.Figures)
        {
            var fits = figure.Names.Select(name => Key(name)).Where(known.ContainsKey).Select(key => known[key]).ToList();
            var line = figure.IsPercent ? ShareOf(figure, known) : LineOf(figure, fits, known);
            if (line.Name is { } name)
                printed.Add(Key(name));
            if (line.Kind == PaperLineKind.Differs && figure.Cell is { } cell)
                wrong.Add((lines.Count, cell, line.Computed!.Value));
            lines.Add(line);
        }
        // A sum that is right with the ledger's figures is out by the same slip.
        var right = Corrected(reading.Tables, wrong)
            .SelectMany(table => PaperSums.SlipsOf(table, words))
            .Select(slip => (slip.Place, slip.What))
            .ToHashSet();
        var follow = reading.Slips.Take(reading.TableSlips).Where(slip => !right.Contains((slip.Place, slip.What))).ToList();
        if (follow.Count > 0 && wrong.Count > 0)
            lines[wrong[0].Line] = lines[wrong[0].Line] with
            {
                Sentence =
                    $"{lines[wrong[0].Line].Sentence}. From this also: {string.Join("; ", follow.Select(slip => $"{slip.What} does not add up"))}",
            };
        lines.AddRange(
            reading
                .Slips.Except(follow)
                .Select(slip => new PaperLine(
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
                .Select(pair => new PaperLine(PaperLineKind.NotPrinted, "", pair.Name.Words, "", null, pair.Computed, "not printed")
                {
                    Name = pair.Name,
                })
        );
        return lines;
    }

    private static IEnumerable<PaperReader.ReadTable> Corrected(
        IReadOnlyList<PaperReader.ReadTable> tables,
        IReadOnlyList<(int Line, (int Table, int Row, int Column) Cell, Money Computed)> wrong
    ) =>
        tables.Select(
            (table, at) =>
                table with
                {
                    Rows = table
                        .Rows.Select(
                            (row, number) =>
                                row with
                                {
                                    Cells = row
                                        .Cells.Select(
                                            (cell, column) =>
                                                wrong.FirstOrDefault(one => one.Cell == (at, number, column)) is { Cell.Column: > 0 } found
                                                    ? found.Computed.ToString()
                                                    : cell
                                        )
                                        .ToList(),
                                }
                        )
                        .ToList(),
                }
        );

    /// <summary>Such as "Leicester spent 97.4% of its allocation".</summary>
    private static PaperLine ShareOf(PaperFigure figure, Dictionary<string, (FigureName Name, Money Computed)> known)
    {
        var name = figure.Names[0];
        var what = $"{name.Row}: per cent of the allocation spent";
        var (spent, had) = (
            known.GetValueOrDefault(Key(name)).Computed.Pence,
            known.GetValueOrDefault(Key(name with { Column = "allocation" })).Computed.Pence
        );
        return had == 0 ? new(PaperLineKind.NotInLedger, figure.Place, what, figure.Printed, null, null, "not in the ledger")
            : PaperSums.WrongPercentage(figure.Printed, spent, had) is { } wrong
                ? new(PaperLineKind.Differs, figure.Place, what, figure.Printed, null, null, wrong + " in the ledger")
            : new(PaperLineKind.Agrees, figure.Place, what, figure.Printed, null, null, "agrees");
    }

    private static PaperLine LineOf(
        PaperFigure figure,
        List<(FigureName Name, Money Computed)> fits,
        Dictionary<string, (FigureName Name, Money Computed)> known
    )
    {
        PaperLine Line(PaperLineKind kind, (FigureName Name, Money Computed)? with, string sentence) =>
            new(kind, figure.Place, with?.Name.Words ?? figure.What, figure.Printed, figure.Amount, with?.Computed, sentence)
            {
                Name = with?.Name,
            };
        if (figure.Why is { } why)
            return Line(PaperLineKind.NotUnderstood, null, why);
        if (figure.Amount is not { } amount)
            return Line(
                PaperLineKind.NotUnderstood,
                figure.InSentence || fits.Count == 0 ? null : fits[0],
                fits.Count == 0 && figure.IsUnknownName
                    ? "not a name the ledger knows"
                    : Money.WhyNot(figure.Printed, "not an amount that can be read")
            );
        if (fits.Count == 0)
            return figure.IsUnknownName
                ? Line(PaperLineKind.NotUnderstood, null, "not a name the ledger knows")
                : Line(PaperLineKind.NotInLedger, null, "not in the ledger");
        bool Same(Money computed) => amount == computed || (figure.About is { } about && PaperSentence.Rounds(about, amount, computed));
        foreach (var fit in fits.Where(fit => Same(fit.Computed)))
            return Line(PaperLineKind.Agrees, fit, amount == fit.Computed ? "agrees" : "agrees, rounded");
        // Allocation less expenditure is what remained before the rest was returned at the year's end.
        foreach (var fit in fits.Where(fit => fit.Name is { Table: "areas", Column: "remaining" }))
            if (
                known.TryGetValue(Key(fit.Name with { Column = "returned" }), out var returned)
                && returned.Computed != Money.Zero
                && Same(fit.Computed + returned.Computed)
            )
                return Line(PaperLineKind.Agrees, fit, $"agrees, before {returned.Computed} was returned");
        // A slip is near the figure that was meant.
        var nearest = fits.MinBy(fit => Math.Abs(fit.Computed.Pence - amount.Pence));
        var difference = amount - nearest.Computed;
        return figure.InSentence && !figure.IsClear && Math.Abs(difference.Pence) * 100 > Math.Abs(nearest.Computed.Pence)
            ? Line(PaperLineKind.NotInLedger, null, "not in the ledger")
            : Line(PaperLineKind.Differs, nearest, Off(difference));
    }

    /// <summary>35p less than the ledger; £54.00 more than the ledger.</summary>
    private static string Off(Money difference)
    {
        var size = new Money(Math.Abs(difference.Pence));
        return $"{(size.Pence < 100 ? $"{size.Pence}p" : size)} {(difference.Pence < 0 ? "less" : "more")} than the ledger";
    }

    private static string Key(FigureName name) =>
        $"{PaperVocabulary.Plain(name.Table)}|{PaperVocabulary.Plain(name.Row)}|{PaperVocabulary.Plain(name.Column)}";
}
