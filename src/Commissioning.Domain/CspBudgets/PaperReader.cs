using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>Finds the figures of a paper as printed: tables by their heads, and each amount of a sentence by its words (R84).</summary>
public static partial class PaperReader
{
    /// <summary>A table that was read, for its sums.</summary>
    internal sealed record ReadTable(
        string Place,
        IReadOnlyList<string> Columns,
        IReadOnlyList<FinancialYear> Years,
        IReadOnlyList<ReadRow> Rows
    );

    internal sealed record ReadRow(string Place, string Label, bool IsTotal, IReadOnlyList<string> Cells)
    {
        /// <summary>Its row in the block, from 0.</summary>
        public int Number { get; init; }
        public Func<int, int, string>? CellPlace { get; init; }

        /// <summary>Such as sheet Figures, D5.</summary>
        public string PlaceOf(int column) => CellPlace is { } at ? $"{at(Number, column)}, {Label}" : Place;
    }

    public static PaperReading Read(IReadOnlyList<PaperBlock> blocks, PaperVocabulary words)
    {
        var reader = new Reading(words);
        foreach (var block in blocks.SelectMany(PaperText.Found))
            if (block is PaperTable table)
                reader.Table(table);
            else if (block is PaperParagraph paragraph)
                reader.Paragraph(paragraph);
        return reader.End();
    }

    private sealed class Reading(PaperVocabulary words)
    {
        private readonly List<PaperFigure> figures = [];
        private readonly List<PaperUnknown> unknown = [];
        private readonly List<string> notes = [];
        private readonly List<DateOnly> dates = [];
        private readonly List<ReadTable> tables = [];

        /// <summary>The years of the last paragraph, which is a table's caption.</summary>
        private IReadOnlyList<FinancialYear> caption = [];

        /// <summary>The years of tables that were not compared, because they are of another.</summary>
        private readonly List<FinancialYear> others = [];

        /// <summary>The line that a list stands under, and the last sentence.</summary>
        private (string Lead, string Last) context = ("", "");

        public PaperReading End()
        {
            var days = dates.Distinct().Order().ToList();
            var year = (FinancialYear?)null;
            if (
                others.Count > 0
                && !figures.Any(figure => figure.Cell is not null && figure.Names.Any(name => name.Column != "base next year"))
            )
                year = others[0];
            else if (days.Count > 0 && days.All(day => day < words.Year.Start))
                year = FinancialYear.Of(days[^1]);
            if (year is { } other)
                notes.Insert(0, $"This paper is of another year, {other}. Compare it with the ledger of {other}.");
            var sums = tables.SelectMany(table => PaperSums.SlipsOf(table, words)).ToList();
            return new(
                figures,
                unknown.DistinctBy(one => (one.IsRow, PaperVocabulary.Key(one.Text))).ToList(),
                [.. sums, .. slips],
                days,
                notes.Distinct().ToList()
            )
            {
                OtherYear = year,
                Tables = tables,
                TableSlips = sums.Count,
            };
        }

        private readonly List<PaperSlip> slips = [];

        public void Table(PaperTable table)
        {
            foreach (var cell in table.Rows.SelectMany(row => row))
                Dates(cell);
            if (table.Rows.Count > 0 && Form(table.Rows[0]) is { } form)
            {
                foreach (var row in table.Rows.Skip(1))
                    FormLine(table, form, row);
                return;
            }
            var head = HeadRow(table);
            if (head is null && tables.Count > 0 && tables[^1] is var last && Continues(table, last))
            {
                Body(table, -1, last.Columns, last.Years, tables.Count - 1);
                return;
            }
            if (head is null)
            {
                Loose(table);
                return;
            }
            if (table.Rows.Take(head.Value + 1).SelectMany(row => row).FirstOrDefault(PaperVocabulary.IsInThousands) is { } thousands)
            {
                figures.Add(
                    new(table.Place, thousands.Trim(), thousands.Trim(), null, [])
                    {
                        Why = "this table is in thousands of pounds, so its figures cannot be compared to the penny",
                    }
                );
                return;
            }
            var (columns, years) = ColumnsOf(table, head.Value);
            var of = columns.Zip(years).Where(pair => pair.First.Length > 0 && pair.First != Label).Select(pair => pair.Second).ToList();
            if (of.Count > 0 && of.All(year => year != words.Year && year != words.Year.Next))
            {
                others.Add(of[0]);
                notes.Add($"{table.Place}: this table is of another year, {of[0]}. It was not compared.");
                tables.Add(new(table.Place, columns, years, RowsOf(table, head.Value)));
                return;
            }
            Body(table, head.Value, columns, years, null);
        }

        private const string Label = "label";

        /// <summary>The row with the most columns of ours, and no amounts; the first of as many.</summary>
        private int? HeadRow(PaperTable table)
        {
            var (best, most) = ((int?)null, 0);
            for (var i = 0; i < Math.Min(table.Rows.Count - 1, 8); i++)
            {
                if (table.Rows[i].Any(cell => cell.Length > 0 && PaperText.IsAmount(cell) && PaperVocabulary.YearsIn(cell).Count == 0))
                    continue;
                var known = table.Rows[i].Skip(1).Count(cell => cell.Trim().Length > 0 && words.HeadOf(cell).Column is not null);
                if (known > most)
                    (best, most) = (i, known);
            }
            if (best is not null)
                return best;
            // The first row above areas is a head whose every word may be unknown.
            return
                table.Rows.Count > 2
                && table.Rows[0].Count(cell => cell.Trim().Length > 0) > 1
                && !table.Rows[0].Skip(1).Any(cell => cell.Any(char.IsDigit))
                && table.Rows.Skip(1).Count(row => row.Count > 0 && words.AreaOf(row[0]) is not null) > 1
                ? 0
                : null;
        }

        private (List<string> Columns, List<FinancialYear> Years) ColumnsOf(PaperTable table, int head)
        {
            var width = table.Rows.Max(row => row.Count);
            var (columns, years) = (new List<string>(), new List<FinancialYear>());
            var rows = table.Rows.Skip(head + 1).ToList();
            var known = rows.Count(row => row.Count > 0 && words.RowOf(row[0]) is not null);
            for (var i = 0; i < width; i++)
            {
                var text = i < table.Rows[head].Count ? table.Rows[head][i].Trim() : "";
                // A cell merged over two rows of heads stands in the upper one.
                for (var row = head - 1; text.Length == 0 && row >= 0; row--)
                    text = i < table.Rows[row].Count ? table.Rows[row][i].Trim() : "";
                var meaning = words.HeadOf(text);
                var isYear = text.Length > 0 && PaperVocabulary.Plain(PaperVocabulary.YearWords().Replace(text, " ")).Length == 0;
                // A head of two rows: the year stands above, in this cell or merged from the left.
                var above = Enumerable
                    .Range(0, head)
                    .Reverse()
                    .Select(row => table.Rows[row].Take(i + 1).LastOrDefault(cell => cell.Trim().Length > 0) ?? "")
                    .SelectMany(PaperVocabulary.YearsIn)
                    .ToList();
                var year =
                    meaning.Year
                    ?? (above.Count > 0 ? above[0] : (FinancialYear?)null)
                    ?? caption.Cast<FinancialYear?>().FirstOrDefault()
                    ?? words.Year;
                var column = meaning.Column;
                if (year == words.Year.Next && column is "base" or "allocation")
                    column = "base next year";
                if (i == 0 && column is null)
                    column = Label;
                if (
                    column is null
                    && !meaning.IsIgnored
                    && !isYear
                    && text.Length > 0
                    && known > 0
                    && rows.Any(row => i < row.Count && HasPounds(row[i]))
                )
                    unknown.Add(new(table.Place, text, false));
                columns.Add(column ?? "");
                years.Add(column == "base next year" ? words.Year.Next : year);
            }
            // Columns that name no year are of the year that the others name, where that is another (a paper of last year).
            var named = Enumerable
                .Range(0, width)
                .Where(i => columns[i].Length > 0 && columns[i] != Label && YearOf(table, head, i) is not null)
                .ToList();
            if (
                named.Count > 0
                && named.Select(i => years[i]).Distinct().ToList() is [var sole]
                && sole.Start < words.Year.Start
                && !caption.Contains(words.Year)
                && !named.Any(i => columns.Where((column, other) => column == columns[i] && !named.Contains(other)).Any())
            )
                years = years.Select(_ => sole).ToList();
            return (columns, years);
        }

        private FinancialYear? YearOf(PaperTable table, int head, int i) =>
            i < table.Rows[head].Count ? words.HeadOf(table.Rows[head][i]).Year : null;

        private void Body(PaperTable table, int head, IReadOnlyList<string> columns, IReadOnlyList<FinancialYear> years, int? continues)
        {
            var rows = RowsOf(table, head);
            // A table in which no row is ours is about something else.
            if (continues is null && rows.All(row => words.RowOf(row.Label) is null or PaperVocabulary.Total))
            {
                notes.Add($"{table.Place}: none of its rows is an area, a payee or a scheme of the ledger. It was not compared.");
                tables.Add(new(table.Place, columns, years, rows));
                return;
            }
            var joins =
                continues is not null
                || (
                    tables.Count > 0
                    && tables[^1].Columns.SequenceEqual(columns)
                    && tables[^1].Years.SequenceEqual(years)
                    && Continues(table, tables[^1], rows)
                );
            foreach (var (row, at) in rows.Select((row, at) => (row, at)))
            {
                for (var i = 1; i < Math.Min(row.Cells.Count, columns.Count); i++)
                {
                    var (column, cell) = (columns[i], Bare(row.Cells[i]));
                    if (column.Length == 0 || column is PaperVocabulary.Percent or Label || cell.Length == 0 || NoAmount().IsMatch(cell))
                        continue;
                    var what =
                        $"{row.Label}: {(head >= 0 && i < table.Rows[head].Count && table.Rows[head][i].Trim() is { Length: > 0 } text ? text : column)}";
                    if (years[i] != words.Year && years[i] != words.Year.Next)
                    {
                        notes.Add(
                            $"{table.Place}: the column {what.Split(": ", 2)[^1]} is of another year, {years[i]}. It was not compared."
                        );
                        continue;
                    }
                    if (words.IsIgnoredRow(row.Label))
                        continue;
                    if (words.RowOf(row.Label) is not { } name)
                    {
                        if (row.Label.Length > 0)
                            unknown.Add(new(row.Place, row.Label, true));
                        continue;
                    }
                    figures.Add(
                        new(row.PlaceOf(i), what, row.Cells[i].Trim(), PaperSums.Amount(cell), NamesOf(name, column))
                        {
                            Cell = (joins ? tables.Count - 1 : tables.Count, (joins ? tables[^1].Rows.Count : 0) + at, i),
                        }
                    );
                }
            }
            if (joins)
                tables[^1] = tables[^1] with { Rows = [.. tables[^1].Rows, .. rows] };
            else
                tables.Add(new(table.Place, columns, years, rows));
        }

        /// <summary>The rows below a head. A name of several lines is put together where that makes it known.</summary>
        private List<ReadRow> RowsOf(PaperTable table, int head)
        {
            var rows = new List<ReadRow>();
            var filled = Enumerable
                .Range(head + 1, table.Rows.Count - head - 1)
                .Where(i => table.Rows[i].Any(cell => cell.Trim().Length > 0))
                .ToList();
            var raw = filled.Select(i => table.Rows[i]).ToList();
            bool Alone(int i) => i >= 0 && i < raw.Count && raw[i].Skip(1).All(cell => cell.Trim().Length == 0);
            string At(int i) => raw[i].Count > 0 ? raw[i][0].Trim() : "";
            for (var i = 0; i < raw.Count; i++)
            {
                if (Alone(i))
                    continue;
                var label = At(i);
                var (before, after) = (Alone(i - 1) ? At(i - 1) : "", Alone(i + 1) ? At(i + 1) : "");
                label =
                    new[] { $"{before} {label} {after}", $"{before} {label}", $"{label} {after}" }
                        .Select(text => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                        .FirstOrDefault(text =>
                            text != label && words.RowOf(text) is { } found && (words.RowOf(label) is not { } own || own == found)
                        )
                    ?? label;
                rows.Add(
                    new(
                        $"{table.Place}, row {label}",
                        label,
                        PaperVocabulary.IsTotal(label) || words.RowOf(label) == PaperVocabulary.Total,
                        raw[i]
                    )
                    {
                        Number = filled[i],
                        CellPlace = table.CellPlace,
                    }
                );
            }
            return rows;
        }

        /// <summary>A table that goes on after a page's end: as many columns, areas that were not yet printed, and no total
        /// before.</summary>
        private bool Continues(PaperTable table, ReadTable last, List<ReadRow>? rows = null)
        {
            rows ??= RowsOf(table, -1);
            return rows.Count > 0
                && table.Rows.Max(row => row.Count) == last.Columns.Count
                && !last.Rows.Any(row => row.IsTotal)
                && rows.Any(row => words.RowOf(row.Label) is not null)
                && !rows.Select(row => words.RowOf(row.Label) ?? row.Label)
                    .Intersect(last.Rows.Select(row => words.RowOf(row.Label) ?? row.Label))
                    .Any();
        }

        // Without heads a row says in its own words what its amount is.
        private void Loose(PaperTable table)
        {
            foreach (var row in table.Rows.Where(row => row.Any(HasPounds)))
                // Several amounts say nothing without heads: areas may stand across the top.
                if (row.Count(HasPounds) > 2)
                    figures.Add(
                        new(table.Place, row[0].Trim(), row.First(HasPounds).Trim(), null, [])
                        {
                            Why = "a row of amounts below no heads that are known. The areas must stand in the first column.",
                        }
                    );
                else
                    Sentences(table.Place, string.Join(' ', row.Where(cell => cell.Trim().Length > 0).Select(cell => cell.Trim())));
        }

        private IReadOnlyList<FigureName> NamesOf(string row, string column) =>
            words.Payees.Contains(row) ? [new("across", row, "paid"), new("central", row, "amount")]
            : words.Schemes.Contains(row) ? [new("contributions", row, "received")]
            : column == "contribution" ? [new("contributions", row, column)]
            : column == PaperVocabulary.RemainingAcross ? [new("across", "Remaining across the area", "amount")]
            : [new("areas", row, column)];

        // The form that the portal itself lists: table, row, column, printed.
        private static int[]? Form(IReadOnlyList<string> head)
        {
            var names = head.Select(cell => cell.Trim().ToLowerInvariant()).ToList();
            var places = new[] { "table", "row", "column", "printed" }.Select(name => names.IndexOf(name)).ToArray();
            return places.All(place => place >= 0) ? places : null;
        }

        private void FormLine(PaperTable table, int[] form, IReadOnlyList<string> cells)
        {
            string At(int i) => form[i] < cells.Count ? cells[form[i]].Trim() : "";
            var name = new FigureName(At(0), At(1), At(2));
            var row = words.RowOf(name.Row);
            var names = new List<FigureName> { name with { Row = row ?? name.Row } };
            if (row is not null && words.HeadOf(name.Column).Column is { } column)
                names.AddRange(NamesOf(row, column));
            figures.Add(new(table.Place, name.ToString(), At(3), SpreadsheetMoney.Parse(At(3)), names) { IsUnknownName = true });
        }

        public void Paragraph(PaperParagraph paragraph)
        {
            var years = PaperVocabulary.YearsIn(paragraph.Text);
            if (years.Count > 0 || paragraph.Text.Length > 80)
                caption = years.Contains(words.Year) ? [words.Year] : years;
            Dates(paragraph.Text);
            Sentences(paragraph.Place, paragraph.Text);
        }

        private void Sentences(string place, string text)
        {
            var sentences = SentenceEnd().Split(Bullet().Replace(text, ", ")).Where(one => one.Trim().Length > 0).ToList();
            foreach (var sentence in sentences)
            {
                slips.AddRange(PaperSums.PercentagesIn(place, sentence));
                var years = PaperVocabulary.YearsIn(sentence);
                var found = PaperSentence
                    .FiguresIn(words, place, sentence, GoesOn().IsMatch(sentence) ? context.Last : context.Lead)
                    .ToList();
                // An underspend of the year before is money of this year.
                if (
                    found.Count > 0
                    && years.Count > 0
                    && !years.Contains(words.Year)
                    && !years.Contains(words.Year.Next)
                    && !(years.Contains(words.Year.Previous) && found.Any(one => one.Names.Any(name => name.Column == "top-up")))
                )
                    notes.Add($"{place}: \"{found[0].What}\" is of another year, {years[0]}. It was not compared.");
                else
                    figures.AddRange(found);
                context.Last = sentence;
            }
            if (sentences.Count > 0)
                context.Lead =
                    sentences[^1].TrimEnd().EndsWith(':') ? sentences[^1]
                    : text.Length > 120 ? ""
                    : context.Lead;
        }

        private void Dates(string text)
        {
            foreach (Match match in AsAt().Matches(text))
                if (
                    DateOnly.TryParseExact(
                        Ordinal().Replace(match.Groups["day"].Value, ""),
                        ["d MMMM yyyy", "d MMM yyyy", "d/M/yyyy", "d.M.yyyy", "yyyy-MM-dd"],
                        CultureInfo.GetCultureInfo("en-GB"),
                        DateTimeStyles.AllowWhiteSpaces,
                        out var day
                    )
                )
                    dates.Add(day);
        }

        private static bool HasPounds(string cell) =>
            cell.Any(char.IsDigit) && (cell.Contains('£') || (cell.Contains('.') && PaperSums.Amount(Bare(cell)) is not null));

        // A star or a number in brackets leads to a note.
        private static string Bare(string cell) => cell.Trim().TrimEnd('*', '†', '¹', '²', '³').Trim();
    }

    [GeneratedRegex(@"(?<=[.!?])\s+(?=[A-Z0-9£•(])")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\s*[•▪]\s*")]
    private static partial Regex Bullet();

    [GeneratedRegex(
        @"^\s*(this|these|that|those|it|they|of (this|these|which|the)|the (balance|rest|remainder))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex GoesOn();

    // A cell that says it has none.
    [GeneratedRegex(@"^(n/?a|not applicable|[*†]+)\z", RegexOptions.IgnoreCase)]
    private static partial Regex NoAmount();

    [GeneratedRegex(
        @"\b((as )?at|as of|as on|correct to)\s+(the\s+)?(?<day>[0-9]{1,2}(st|nd|rd|th)?\s+(of\s+)?[A-Z][a-z]+\s+[0-9]{4}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex AsAt();

    [GeneratedRegex(@"(?<=[0-9])(st|nd|rd|th)\b|\bof\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Ordinal();
}
