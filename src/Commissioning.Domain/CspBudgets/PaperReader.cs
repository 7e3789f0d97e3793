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

    internal sealed record ReadRow(string Place, string Label, bool IsTotal, IReadOnlyList<string> Cells);

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

        public PaperReading End() =>
            new(
                figures,
                unknown.DistinctBy(one => (one.IsRow, PaperVocabulary.Plain(one.Text))).ToList(),
                tables.SelectMany(PaperSums.SlipsOf).Concat(slips).ToList(),
                dates.Distinct().Order().ToList(),
                notes.Distinct().ToList()
            );

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
            var (columns, years) = ColumnsOf(table, head.Value);
            var of = columns.Zip(years).Where(pair => pair.First.Length > 0 && pair.First != Label).Select(pair => pair.Second).ToList();
            if (of.Count > 0 && of.All(year => year != words.Year && year != words.Year.Next))
            {
                notes.Add($"{table.Place}: this table is of another year, {of[0]}. It was not compared.");
                tables.Add(new(table.Place, columns, years, RowsOf(table, head.Value)));
                return;
            }
            Body(table, head.Value, columns, years, null);
        }

        private const string Label = "label";

        /// <summary>A head has a column of ours, and no amounts.</summary>
        private int? HeadRow(PaperTable table)
        {
            for (var i = 0; i < Math.Min(table.Rows.Count - 1, 8); i++)
                if (
                    !table.Rows[i].Any(cell => cell.Length > 0 && PaperText.IsAmount(cell))
                    && table.Rows[i].Skip(1).Any(cell => cell.Trim().Length > 0 && words.HeadOf(cell).Column is not null)
                )
                    return i;
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
                var meaning = words.HeadOf(text);
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
                    && text.Length > 0
                    && known > 0
                    && rows.Any(row => i < row.Count && HasPounds(row[i]))
                )
                    unknown.Add(new(table.Place, text, false));
                columns.Add(column ?? "");
                years.Add(column == "base next year" ? words.Year.Next : year);
            }
            return (columns, years);
        }

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
            foreach (var row in rows)
                for (var i = 1; i < Math.Min(row.Cells.Count, columns.Count); i++)
                {
                    var (column, cell) = (columns[i], Bare(row.Cells[i]));
                    if (
                        column.Length == 0
                        || column is PaperVocabulary.Percent or Label
                        || !cell.Any(letter => char.IsDigit(letter)) && SpreadsheetMoney.Parse(cell) is null
                    )
                        continue;
                    var what = $"{row.Label}, {(head >= 0 ? table.Rows[head][i].Trim() : column)}";
                    if (years[i] != words.Year && years[i] != words.Year.Next)
                    {
                        notes.Add(
                            $"{table.Place}: the column {what.Split(", ", 2)[^1]} is of another year, {years[i]}. It was not compared."
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
                    figures.Add(new(row.Place, what, row.Cells[i].Trim(), SpreadsheetMoney.Parse(cell), NamesOf(name, column)));
                }
            if (continues is { } at)
                tables[at] = tables[at] with { Rows = [.. tables[at].Rows, .. rows] };
            else if (
                tables.Count > 0
                && tables[^1].Columns.SequenceEqual(columns)
                && tables[^1].Years.SequenceEqual(years)
                && Continues(table, tables[^1], rows)
            )
                tables[^1] = tables[^1] with { Rows = [.. tables[^1].Rows, .. rows] };
            else
                tables.Add(new(table.Place, columns, years, rows));
        }

        /// <summary>The rows below a head. A name of several lines is put together where that makes it known.</summary>
        private List<ReadRow> RowsOf(PaperTable table, int head)
        {
            var rows = new List<ReadRow>();
            var raw = table.Rows.Skip(head + 1).Where(row => row.Any(cell => cell.Trim().Length > 0)).ToList();
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
                );
            }
            return rows;
        }

        /// <summary>A table that goes on after a page's end: as many columns, areas that were not yet printed, and no total before.</summary>
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
            text = Circa().Replace(text, " approximately ");
            foreach (var sentence in SentenceEnd().Split(text))
            {
                var amounts = Pounds().Matches(sentence).ToList();
                for (var i = 0; i < amounts.Count; i++)
                {
                    var start = i == 0 ? 0 : amounts[i - 1].Index + amounts[i - 1].Length;
                    var end = i + 1 < amounts.Count ? amounts[i + 1].Index : sentence.Length;
                    var before = sentence[start..amounts[i].Index];
                    var after = sentence[(amounts[i].Index + amounts[i].Length)..end];
                    var (names, clear) = PaperSentence.Names(words, sentence, before, after);
                    var printed = amounts[i].Value.TrimEnd('.', ',');
                    figures.Add(
                        new(place, Short(sentence), printed, PaperSentence.Amount(printed), names)
                        {
                            InSentence = true,
                            IsClear = clear,
                            About = About().Match(before) is { Success: true } about ? about.Groups["word"].Value.ToLowerInvariant() : null,
                        }
                    );
                }
                slips.AddRange(PaperSums.PercentagesIn(place, sentence));
            }
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
            cell.Any(char.IsDigit) && (cell.Contains('£') || (cell.Contains('.') && SpreadsheetMoney.Parse(Bare(cell)) is not null));

        // A star or a number in brackets leads to a note.
        private static string Bare(string cell) => cell.Trim().TrimEnd('*', '†', '¹', '²', '³').Trim();

        private static string Short(string sentence) => sentence.Trim() is { Length: > 300 } text ? text[..297] + "..." : sentence.Trim();
    }

    [GeneratedRegex(@"(?<=[.!?;:])\s+(?=[A-Z0-9£•(])|\s*[•▪]\s*")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\s(c\.|ca\.|approx\.|circa)\s*(?=£)", RegexOptions.IgnoreCase)]
    private static partial Regex Circa();

    [GeneratedRegex(@"£\s?[0-9][0-9,]*(\.[0-9]{1,2})?(\s?(k\b|m\b|million\b))?", RegexOptions.IgnoreCase)]
    internal static partial Regex Pounds();

    [GeneratedRegex(
        @"\b(?<word>approximately|about|around|roughly|some|just over|over|just under|under|nearly|almost|more than)\s*\(?\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex About();

    [GeneratedRegex(
        @"\b(as at|as of|as on|position at|correct at|correct to)\s+(the\s+)?(?<day>[0-9]{1,2}(st|nd|rd|th)?\s+(of\s+)?[A-Z][a-z]+\s+[0-9]{4}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex AsAt();

    [GeneratedRegex(@"(?<=[0-9])(st|nd|rd|th)\b|\bof\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Ordinal();
}
