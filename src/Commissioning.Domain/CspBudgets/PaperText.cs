using System.Text.RegularExpressions;

namespace Commissioning.Domain.CspBudgets;

/// <summary>Finds tables in lines of text: the lines of a PDF page, or what a person copied out of a document. Columns are known by where
/// the words stand, or, where a viewer gave single spaces or a line for each cell, by the amounts.</summary>
public static partial class PaperText
{
    /// <summary>The tables and paragraphs of a page or of copied text; any other block as it is.</summary>
    public static IReadOnlyList<PaperBlock> Found(PaperBlock block) =>
        block switch
        {
            PaperPage page => Blocks(page.Rows, mayContinue: true),
            PaperCopy copy => Blocks(copy.Text),
            _ => [block],
        };

    /// <summary>The tables and paragraphs of copied text.</summary>
    public static IReadOnlyList<PaperBlock> Blocks(string text)
    {
        // A viewer breaks a long value after its point or comma.
        var lines = BrokenValue().Replace(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\u00a0', ' '), "$1").Split('\n');
        var rows = new List<TextRow>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;
            var ends = i + 1 >= lines.Length || string.IsNullOrWhiteSpace(lines[i + 1]);
            rows.Add(new($"line {i + 1}", Segments(lines[i].TrimEnd()), ends));
        }
        return Blocks(JoinCells(rows));
    }

    /// <summary>The tables and paragraphs of lines whose places are known.</summary>
    /// <param name="mayContinue">The first line may be the rest of a table of the page before.</param>
    private static IReadOnlyList<PaperBlock> Blocks(IReadOnlyList<TextRow> rows, bool mayContinue = false)
    {
        var blocks = new List<PaperBlock>();
        var words = new List<TextRow>();
        void EndParagraphs()
        {
            for (var from = 0; from < words.Count; )
            {
                var to = words.FindIndex(from, row => row.EndsParagraph) is >= 0 and var found ? found + 1 : words.Count;
                blocks.Add(new PaperParagraph(words[from].Place, string.Join(' ', words[from..to].Select(row => row.Text))));
                from = to;
            }
            words = [];
        }
        rows = rows.Select(WithAmountsApart).ToList();
        for (var i = 0; i < rows.Count; )
        {
            var end = EndOfTable(rows, i);
            if (!IsAmountRow(rows[i]) || (!(mayContinue && i == 0) && rows.Skip(i).Take(end - i).Count(IsAmountRow) < 2))
            {
                words.Add(rows[i++]);
                continue;
            }
            var body = rows.Skip(i).Take(end - i).ToList();
            var columns = ColumnsOf(body.Where(IsAmountRow).ToList());
            // The heads stand above, in one line or several.
            var heads = new List<TextRow>();
            while (heads.Count < 5 && words.Count > 0 && IsHead(words[^1], columns, heads.Count > 0))
            {
                heads.Insert(0, words[^1]);
                words.RemoveAt(words.Count - 1);
            }
            EndParagraphs();
            var (places, above) = (body, heads.Count > 0 ? 1 : 0);
            blocks.Add(
                new PaperTable(body[0].Place, TableOf(heads, body, columns))
                {
                    CellPlace = (row, _) => places[Math.Max(row - above, 0)].Place,
                }
            );
            i = end;
        }
        EndParagraphs();
        return blocks;
    }

    /// <summary>Something that an amount's cell may hold.</summary>
    public static bool IsAmount(string text) => Amount().IsMatch(text.Trim());

    private static List<TextSegment> Segments(string line)
    {
        if (line.Contains('\t'))
            return line.Split('\t')
                .Select((cell, i) => new TextSegment(cell.Trim(), i * 100, (i * 100) + 50))
                .Where(segment => segment.Text.Length > 0)
                .ToList();
        return Run().Matches(line).Select(run => new TextSegment(run.Value, run.Index, run.Index + run.Length)).ToList();
    }

    // "Blaby £60,726.49 £57,671.50 £3,054.99" with single spaces: the amounts at its end are cells.
    private static TextRow WithAmountsApart(TextRow row)
    {
        var match = LabelAndAmounts().Match(row.Text);
        if (row.Segments.Count != 1 || !match.Success || row.Text[^1] is '.' or ',')
            return row;
        var amounts = SpacedAmount().Matches(match.Groups["amounts"].Value).Select(amount => amount.Value).ToList();
        if (amounts.Count == 0 || match.Groups["label"].Value.Length > 60)
            return row;
        return row with
        {
            Segments =
            [
                new(match.Groups["label"].Value.Trim(), 0, 50),
                .. amounts.Select((amount, i) => new TextSegment(amount, (i + 1) * 100, ((i + 1) * 100) + 50)),
            ],
        };
    }

    // Some viewers give each cell a line of its own: a name, then its amounts.
    private static List<TextRow> JoinCells(List<TextRow> rows)
    {
        bool Alone(int i) => i < rows.Count && rows[i].Segments.Count == 1;
        bool AmountAt(int i) => Alone(i) && IsAmount(rows[i].Text);
        int AmountsFrom(int i)
        {
            var count = 0;
            while (AmountAt(i + count))
                count++;
            return count;
        }
        var joined = new List<TextRow>();
        for (var i = 0; i < rows.Count; )
        {
            var amounts = Alone(i) && !AmountAt(i) && rows[i].Text.Length <= 60 ? AmountsFrom(i + 1) : 0;
            if (amounts == 0)
            {
                joined.Add(rows[i++]);
                continue;
            }
            // The first row of such a table: its heads stand above, a line each.
            if (
                !joined.Any(row => row.Segments.Count == amounts + 1 && row.Segments[0].Left == 0 && row.Segments[^1].Left == amounts * 100)
            )
            {
                var heads = joined.TakeLast(amounts).ToList();
                if (heads.Count == amounts && heads.All(head => head.Segments.Count == 1 && head.Text.Length <= 60))
                {
                    joined.RemoveRange(joined.Count - amounts, amounts);
                    if (joined.Count > 0 && PaperVocabulary.IsLabelHead(joined[^1].Text))
                        joined.RemoveAt(joined.Count - 1);
                    joined.Add(new(heads[0].Place, [.. heads.Select((head, at) => At(head.Text, at + 1))], false));
                }
            }
            joined.Add(
                new(
                    rows[i].Place,
                    [At(rows[i].Text, 0), .. rows.Skip(i + 1).Take(amounts).Select((row, at) => At(row.Text, at + 1))],
                    false
                )
            );
            i += amounts + 1;
        }
        return joined;

        static TextSegment At(string text, int column) => new(text, column * 100, (column * 100) + 50);
    }

    private static bool IsAmountRow(TextRow row) => row.Segments.Count > 1 && row.Segments.Skip(1).Any(segment => IsAmount(segment.Text));

    // A table goes on through names of more than one line, and ends at running text.
    private static int EndOfTable(IReadOnlyList<TextRow> rows, int start)
    {
        var end = start;
        for (var i = start; i < rows.Count; i++)
        {
            if (IsAmountRow(rows[i]))
                end = i + 1;
            else if (i - end >= 2 || rows[i].Text.Length > 60 || rows[i].Segments.Count > 1)
                break;
        }
        // The end of the last name.
        var label = end > start ? rows[end - 1].Segments[0] : null;
        if (
            end < rows.Count
            && end > start
            && !rows[end - 1].EndsParagraph
            && rows[end] is { Segments: [var alone], Text: { Length: <= 25 } text }
            && alone.Left <= label!.Right
            && !text.EndsWith('.')
            && !text.Contains('£')
        )
            end++;
        return end;
    }

    // Rows of as many cells have them in the same columns, whatever the spaces between. Otherwise the places decide.
    private static List<(double Left, double Right)> ColumnsOf(IReadOnlyList<TextRow> rows)
    {
        if (rows.All(row => row.Segments.Count == rows[0].Segments.Count))
            return Enumerable
                .Range(0, rows[0].Segments.Count)
                .Select(i => (rows.Average(row => row.Segments[i].Left), rows.Average(row => row.Segments[i].Right)))
                .ToList();
        var columns = new List<(double Left, double Right)>();
        foreach (var segment in rows.SelectMany(row => row.Segments).OrderBy(segment => segment.Left))
            if (columns.Count > 0 && segment.Left <= columns[^1].Right)
                columns[^1] = (columns[^1].Left, Math.Max(columns[^1].Right, segment.Right));
            else
                columns.Add((segment.Left, segment.Right));
        return columns;
    }

    private static bool IsHead(TextRow row, List<(double Left, double Right)> columns, bool belowIsHead)
    {
        if (row.Segments.Count > columns.Count || row.Text.Length > 160 || row.Text.EndsWith('.') || (belowIsHead && row.EndsParagraph))
            return false;
        if (row.Segments.Count > 1)
            return true;
        // One cell of a head of several lines stands above an amount.
        var at = ColumnAt(row.Segments[0], columns);
        var width = columns[^1].Right - columns[0].Left;
        return (at > 0 && row.Segments[0].Left > columns[0].Right && row.Segments[0].Right - row.Segments[0].Left < width / 2)
            || (!belowIsHead && HeadWord().Count(row.Text) >= columns.Count - 1);
    }

    private static int ColumnAt(TextSegment segment, List<(double Left, double Right)> columns)
    {
        var (best, overlap) = (0, double.MinValue);
        for (var i = 0; i < columns.Count; i++)
        {
            // What does not overlap belongs to the nearest.
            var shared = Math.Min(segment.Right, columns[i].Right) - Math.Max(segment.Left, columns[i].Left);
            if (shared > overlap)
                (best, overlap) = (i, shared);
        }
        return best;
    }

    private static List<IReadOnlyList<string>> TableOf(List<TextRow> heads, List<TextRow> body, List<(double Left, double Right)> columns)
    {
        var table = new List<IReadOnlyList<string>>();
        var head = Enumerable.Repeat("", columns.Count).ToArray();
        foreach (var row in heads)
        {
            var cells =
                row.Segments.Count == 1 && heads.Count == 1 && HeadWord().Count(row.Text) >= columns.Count - 1
                    ? SplitHeads(row.Text, columns.Count)
                : row.Segments.Count == columns.Count ? row.Segments.Select(segment => segment.Text).ToList()
                : null;
            if (cells is not null)
                for (var i = 0; i < cells.Count; i++)
                    head[i] = $"{head[i]} {cells[i]}".Trim();
            else
                foreach (var segment in row.Segments)
                    head[ColumnAt(segment, columns)] = $"{head[ColumnAt(segment, columns)]} {segment.Text}".Trim();
        }
        if (heads.Count > 0)
            table.Add(head);
        foreach (var row in body)
        {
            var cells = Enumerable.Repeat("", columns.Count).ToArray();
            foreach (var (segment, i) in row.Segments.Select((segment, i) => (segment, i)))
            {
                var at = row.Segments.Count == columns.Count ? i : ColumnAt(segment, columns);
                cells[at] = $"{cells[at]} {segment.Text}".Trim();
            }
            table.Add(cells);
        }
        return table;
    }

    // "CSP 24/25 Allocation (including underspend) Expenditure Remaining": a head ends before the next one's word or year.
    private static List<string> SplitHeads(string text, int columns)
    {
        var words = HeadWord().Matches(text).ToList();
        var cells = new List<string> { words.Count >= columns ? "" : text[..words[0].Index].Trim() };
        foreach (var (word, i) in words.TakeLast(columns - 1).Select((word, i) => (word, i)))
        {
            var taken = words.TakeLast(columns - 1).ToList();
            var end = i + 1 < taken.Count ? taken[i + 1].Index : text.Length;
            cells.Add(text[word.Index..end].Trim());
        }
        return cells;
    }

    [GeneratedRegex(@"(£[0-9,]*[0-9][.,])[ \t]*\n[ \t]*(?=[0-9]{2,3}(?![0-9]))")]
    private static partial Regex BrokenValue();

    [GeneratedRegex(@"[^ ]+( [^ ]+)*")]
    private static partial Regex Run();

    [GeneratedRegex(@"^(\(?[-−]?\s?£?\s?[-−]?[0-9][0-9,. ]*\)?\*?|nil|[-–—]|[0-9.]+\s?%|n/a)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Amount();

    private const string OneAmount =
        @"(\([-−]?£?[0-9][0-9,.]*\)|[-−]?£ ?[-−]?[0-9][0-9,.]*|[0-9][0-9,]*\.[0-9]{2}|[0-9]{1,3}(,[0-9]{3})+|[0-9.]+%|nil|[-–—](?= |$))";

    [GeneratedRegex(@"^(?<label>\D[^£]*?)(?<amounts>( " + OneAmount + @")+)\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex LabelAndAmounts();

    [GeneratedRegex("(?<= )" + OneAmount, RegexOptions.IgnoreCase)]
    private static partial Regex SpacedAmount();

    [GeneratedRegex(
        @"(?<![(\w])((20)?[0-9]{2}[-/–](20)?[0-9]{2} )?((total|base|final|revised|original) )?(?<!including [^)]*)(base( (allocation|budget))?|allocation|expenditure|spend|spent|remaining( (allocation|budget|balance))?|remainder|contribution|budget( (remaining|spent))?|balance|underspend|%( spent)?)(?![\w)])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HeadWord();
}
