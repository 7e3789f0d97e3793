using System.Text.RegularExpressions;
using Commissioning.Domain.Calendar;

namespace Commissioning.Domain.CspBudgets;

/// <summary>Reads sheets of spending as people keep them: one or two header rows, totals, blanks, and amounts in many formats (R90). A
/// sheet is a list with a row for each payment, or a table of areas with a column for each quarter.</summary>
public static partial class SpendingSheet
{
    private const int HeaderWithin = 15;
    private static readonly string[] AreaWords = ["area", "csp", "partnership", "district"],
        AmountWords = ["amount", "spend", "spent", "expenditure", "cost", "£"],
        // What is planned or left is not spent.
        NotSpentWords = ["forecast", "budget", "plan", "allocat", "remaining", "left", "cumulative", "to date", "ytd"],
        WhatWords = ["description", "what", "details", "item", "reason", "purpose"],
        EvidenceWords = ["evidence", "receipt", "file", "attachment"],
        InvoiceWords = ["invoice", "inv no", "inv number"];

    /// <param name="leftOut">Names of sheets that a person left out.</param>
    public static SpendingRead Read(
        IReadOnlyList<SpendingTable> tables,
        FinancialYear year,
        SpendingNames names,
        IReadOnlySet<string>? leftOut = null
    )
    {
        var (rows, sheets, wrong) = (new List<SpendingRow>(), new List<SpendingRead.Sheet>(), new List<SpendingRow.Problem>());
        foreach (var table in tables)
        {
            var columns = HeaderOf(table);
            var totals = new List<int>();
            var why =
                leftOut?.Contains(table.Name) == true ? "you left it out"
                : table.Rows.Count == 0 ? "it is empty"
                : columns is null ? "no row names an area and an amount, or an area and quarters"
                : columns.Quarters.DistinctBy(column => column.Quarter).Count() < columns.Quarters.Count
                    ? "two columns are for the same quarter"
                : null;
            if (why is null)
            {
                var before = rows.Count;
                ReadTable(table, columns!, year, names, rows, totals);
                wrong.AddRange(WrongTotals(table, columns!, totals, rows[before..]));
                if (rows.Count == before)
                    why = "it has headings but no rows of spending";
            }
            sheets.Add(new(table.Name, table.Hidden, totals, columns?.Quarters.Count > 0, why));
        }
        return new(
            rows,
            sheets,
            rows.Count > 0 ? null
                : sheets.Count == 1 && sheets[0].WhyIgnored is { } only && !only.StartsWith("no row", StringComparison.Ordinal)
                    ? $"Nothing can be posted: {only}"
                : "No row names an area and an amount. The file needs a heading for the area (for example Area or CSP) and one for the amount (for example Amount or Expenditure), or one for each quarter (for example Q1)."
        )
        {
            WrongTotals = wrong,
        };
    }

    /// <summary>Totals at the foot of a column, of a group of rows or at the end of a row that are not what their amounts come to. A total
    /// counts the rows above it, or those since an earlier total. None where an amount could not be read, which is a problem of its
    /// own.</summary>
    private static List<SpendingRow.Problem> WrongTotals(
        SpendingTable table,
        Columns columns,
        List<int> totals,
        IReadOnlyList<SpendingRow> rows
    )
    {
        var wrong = new List<SpendingRow.Problem>();
        if (rows.Any(row => row.Amount is null))
            return wrong;
        var (byColumn, byRow) = (rows.ToLookup(row => row.Column), rows.ToLookup(row => row.Number));
        foreach (var at in columns.Total is { } total ? columns.Amounts.Append(total) : columns.Amounts)
        {
            var added = at == columns.Total ? rows : byColumn[at].ToList();
            var starts = new List<Money> { Money.Zero };
            var (next, sum) = (0, Money.Zero);
            foreach (var row in table.Rows.Where(row => totals.Contains(row.Number)))
            {
                for (; next < added.Count && added[next].Number < row.Number; next++)
                    sum += added[next].Amount!.Value;
                if (Stated(row, at) is { } stated && !starts.Exists(start => sum - start == stated))
                    wrong.Add(
                        new(
                            SheetCell.Place(table.Name, row.Number, at),
                            $"the total says {stated}, its rows come to {(sum == starts[^1] ? sum : sum - starts[^1])}"
                        )
                    );
                starts.Add(sum);
            }
        }
        if (columns.Total is { } end)
            foreach (var row in table.Rows.Where(row => byRow.Contains(row.Number)))
                if (Stated(row, end) is { } stated && byRow[row.Number].Sum(one => one.Amount!.Value) is var come && come != stated)
                    wrong.Add(new(SheetCell.Place(table.Name, row.Number, end), $"the total says {stated}, its quarters come to {come}"));
        return wrong;
    }

    private static Money? Stated(SpendingTable.Row row, int at) =>
        at < row.Cells.Count && Clean(row.Cells[at]).Length > 0 ? SpreadsheetMoney.ParseCell(row.Cells[at]) : null;

    private static void ReadTable(
        SpendingTable table,
        Columns columns,
        FinancialYear year,
        SpendingNames names,
        List<SpendingRow> rows,
        List<int> totals
    )
    {
        var first = true;
        foreach (var row in table.Rows.Where(row => row.Number > columns.Row))
        {
            var cells = new Cells(table.Name, row);
            if (row.Cells.All(cell => Clean(cell).Length == 0))
                continue;
            // A second header row has neither a known area nor an amount.
            if (
                first
                && columns.Amounts.All(at => SpreadsheetMoney.ParseCell(cells[at]) is null && Money.Meant(cells[at]) is null)
                && !names.Areas.ContainsKey(Plain(cells[columns.Area]))
            )
            {
                first = false;
                continue;
            }
            first = false;
            if (row.Cells.Any(cell => Plain(cell) is "total" or "totals" or "grand total" or "sub-total" or "subtotal"))
                totals.Add(row.Number);
            else if (columns.Amount is { } amount)
                rows.Add(RowOf(cells, columns, amount, null, year, names));
            else
                rows.AddRange(
                    columns
                        .Quarters.Where(column => cells[column.At].Length > 0)
                        .Select(column => RowOf(cells, columns, column.At, column.Quarter, year, names))
                );
        }
    }

    private static SpendingRow RowOf(Cells cells, Columns columns, int amountAt, int? quarter, FinancialYear year, SpendingNames names)
    {
        var problems = new List<SpendingRow.Problem>();
        void Wrong(int at, string sentence) => problems.Add(new(cells.Place(at), sentence));

        var (area, amount, date) = (cells[columns.Area], cells[amountAt], cells[columns.Date]);
        Guid? found = names.Areas.TryGetValue(Plain(area), out var id) ? id : null;
        if (area.Length == 0)
            Wrong(columns.Area, "no area");
        else if (found is null)
            Wrong(columns.Area, $"\"{area}\" is not a known area");
        var read = SpreadsheetMoney.ParseCell(amount);
        if (amount.Length == 0)
            Wrong(amountAt, "no amount; write Nil or 0 if nothing was spent");
        else if (read is null)
            Wrong(amountAt, Money.WhyNot(amount, $"\"{amount}\" is not an amount in pounds and pence"));
        else if (read < Money.Zero)
            Wrong(amountAt, $"{read} is less than zero; reverse the earlier spending instead");
        var on = quarter is { } number ? QuarterEnd(year, number) : SpreadsheetDate.Parse(date);
        if (quarter is null && columns.Date is null)
            on = year.End;
        else if (on is null)
            Wrong(columns.Date!.Value, date.Length == 0 ? "no date" : $"\"{date}\" is not a date such as 27/03/2025");
        else if (!year.Contains(on.Value))
            Wrong(columns.Date ?? amountAt, $"{LondonTime.Date(on.Value)} is not in {year}");
        var vat = cells[columns.Vat];
        var tax = vat.Length == 0 ? null : SpreadsheetMoney.ParseCell(vat);
        if (vat.Length > 0 && (tax is null || tax < Money.Zero || tax > read))
            Wrong(
                columns.Vat!.Value,
                tax is null
                    ? Money.WhyNot(vat, $"\"{vat}\" is not an amount of VAT in pounds and pence")
                    : "VAT is a part of the amount: not below zero and not above it"
            );
        var invoice = cells[columns.Invoice];
        if (invoice.Length > 50)
            Wrong(columns.Invoice!.Value, "a number of an invoice has at most 50 characters");
        var (project, what) = (cells[columns.Project], cells[columns.What]);
        Guid? linked = null;
        var asks = project.Length > 0 && found is { } of && names.WithProjects.Contains(of);
        if (asks && names.Projects.TryGetValue((found!.Value, Plain(project)), out linked))
            asks = false;
        if (asks)
            Wrong(columns.Project!.Value, $"\"{project}\" is not an approved project of this area");
        return new(cells.Sheet, cells.Number, amountAt)
        {
            AreaText = area,
            AmountText = amount,
            DateText = date,
            // A project that the portal does not know is only a part of the description.
            What =
                what.Length == 0 ? project
                : project.Length == 0 || linked is not null ? what
                : $"{project}: {what}",
            ProjectText = project,
            Invoice = invoice.Length > 0 ? invoice : null,
            Evidence = cells[columns.Evidence] is { Length: > 0 } file ? file : null,
            Area = found,
            Project = linked,
            AsksForProject = asks,
            Amount = read,
            Vat = tax,
            On = on,
            Problems = problems,
        };
    }

    /// <summary>The last day of a quarter of the financial year, on which its spending is posted.</summary>
    public static DateOnly QuarterEnd(FinancialYear year, int quarter) =>
        ReturnRules.EndsOn(
            year,
            quarter switch
            {
                1 => ReturnPeriod.Quarter1,
                2 => ReturnPeriod.Quarter2,
                3 => ReturnPeriod.Quarter3,
                _ => ReturnPeriod.Quarter4,
            }
        );

    private static Columns? HeaderOf(SpendingTable table)
    {
        foreach (var row in table.Rows.TakeWhile(row => row.Number <= HeaderWithin))
        {
            var heads = row.Cells.Select(Plain).ToList();
            int? Find(IReadOnlyList<string> words, Func<string, bool> also) =>
                heads.FindIndex(head =>
                    head.Length is > 0 and < 60 && words.Any(word => head.Contains(word, StringComparison.Ordinal)) && also(head)
                )
                    is >= 0
                        and var at
                    ? at
                    : null;
            bool Spent(string head) =>
                NotSpentWords.All(word => !head.Contains(word, StringComparison.Ordinal))
                && !head.StartsWith("vat", StringComparison.Ordinal);
            if (Find(AreaWords, _ => true) is not { } area)
                continue;
            var quarters = heads
                .Select((head, at) => (At: at, Quarter: at != area && Spent(head) ? QuarterOf(head) : null))
                .Where(column => column.Quarter is not null)
                .Select(column => new QuarterColumn(column.At, column.Quarter!.Value))
                .ToList();
            int? amount = quarters.Count >= 2 ? null : Find(AmountWords, head => Spent(head) && head != heads[area]);
            if (amount is null && quarters.Count < 2)
                continue;
            int? Other(IReadOnlyList<string> words, Func<string, bool>? also = null) =>
                Find(words, head => also?.Invoke(head) ?? true) is { } at
                && at != area
                && at != amount
                && (amount is not null || quarters.All(column => column.At != at))
                    ? at
                    : null;
            int? Total() =>
                heads.FindIndex(head => head.Contains("total", StringComparison.Ordinal) && Spent(head) && QuarterOf(head) is null)
                    is >= 0
                        and var at
                && at != area
                    ? at
                    : null;
            return new(
                row.Number,
                area,
                amount,
                amount is null ? quarters : [],
                amount is null ? Total() : null,
                amount is null ? null : Other(["date"]) ?? Other(["paid"]),
                Other(WhatWords),
                Other(["project"]),
                Other(["vat"], head => head.StartsWith("vat", StringComparison.Ordinal)),
                Other(InvoiceWords, head => !head.Contains("date", StringComparison.Ordinal)),
                Other(EvidenceWords)
            );
        }
        return null;
    }

    /// <summary>The quarter that a heading names: Q1, Qtr 1, Quarter 1 or Apr to Jun.</summary>
    private static int? QuarterOf(string head)
    {
        if (QuarterNumber().Match(head) is { Success: true } match)
            return match.Groups["number"].Value[0] - '0';
        var months = MonthRange().Match(head);
        return months.Success
            ? (months.Groups["from"].Value, months.Groups["to"].Value) switch
            {
                ("apr", "jun") => 1,
                ("jul", "sep") => 2,
                ("oct", "dec") => 3,
                ("jan", "mar") => 4,
                _ => null,
            }
            : null;
    }

    [GeneratedRegex(@"\b(q|qtr|quarter)\.? ?(?<number>[1-4])\b")]
    private static partial Regex QuarterNumber();

    [GeneratedRegex(@"\b(?<from>apr|jul|oct|jan)[a-z]* ?(-|–|to|/) ?(?<to>jun|sep|dec|mar)")]
    private static partial Regex MonthRange();

    /// <summary>A name as names are compared: in any case, with any spaces, and with "and" for an ampersand.</summary>
    public static string Plain(string text) =>
        string.Join(
            ' ',
            text.Replace('\u00a0', ' ')
                .Replace("&", " and ", StringComparison.Ordinal)
                .ToLowerInvariant()
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    private static string Clean(string text) =>
        string.Join(' ', text.Replace('\u00a0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed record QuarterColumn(int At, int Quarter);

    /// <param name="Row">Number of the header's row.</param>
    /// <param name="Amount">Null: the quarters have the amounts.</param>
    /// <param name="Total">The column of what the quarters come to. Null: there is none.</param>
    private sealed record Columns(
        int Row,
        int Area,
        int? Amount,
        IReadOnlyList<QuarterColumn> Quarters,
        int? Total,
        int? Date,
        int? What,
        int? Project,
        int? Vat,
        int? Invoice,
        int? Evidence
    )
    {
        public IEnumerable<int> Amounts => Amount is { } amount ? [amount] : Quarters.Select(column => column.At);
    }

    private readonly record struct Cells(string Sheet, SpendingTable.Row Row)
    {
        public int Number => Row.Number;

        public string this[int? at] => at is { } column && column < Row.Cells.Count ? Clean(Row.Cells[column]) : "";

        public string Place(int at) => SheetCell.Place(Sheet, Row.Number, at);
    }
}
