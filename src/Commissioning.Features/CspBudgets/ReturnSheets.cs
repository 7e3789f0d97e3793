using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Documents;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.CspBudgets;

/// <summary>The workbook of a return as somebody filled it in: its figures and lines, and what is wrong with its cells.</summary>
internal sealed class ReturnSheets
{
    /// <summary>What is wrong with a cell; without a row, with the sheet.</summary>
    /// <param name="Column">Index of the column: 0 is A.</param>
    /// <param name="PutRightColumn">Index of the column that says so when the file is handed back.</param>
    public sealed record Problem(string Sheet, int? Row, int Column, int PutRightColumn, string Sentence)
    {
        public override string ToString() =>
            Row is { } row ? $"Sheet {SheetFile.Place(Sheet, row, Column)}: {Sentence}" : $"Sheet {Sheet}: {Sentence}";
    }

    /// <summary>A row of spending.</summary>
    /// <param name="Before">The line of the return that it changes; null: a new one.</param>
    public sealed record Line(int Row, QuarterlyReturnQueries.Line? Before)
    {
        public DateOnly? SpentOn { get; init; }
        public Guid? ProjectId { get; init; }
        public string? Project { get; init; }
        public string What { get; init; } = "";
        public Money? Amount { get; init; }
        public Money? Vat { get; init; }
        public string? Invoice { get; init; }

        /// <summary>The file of evidence: the one that is there, or another of the return with the name in the cell.</summary>
        public Guid? EvidenceFileId { get; init; }
        public string? Evidence { get; init; }
        public string? Answer { get; init; }

        public bool Changes =>
            Before is not { } before
            || (SpentOn, ProjectId, What, Amount, Vat, Invoice, EvidenceFileId, Answer)
                != (
                    (DateOnly?)before.SpentOn,
                    before.ProjectId,
                    before.What,
                    (Money?)before.Amount,
                    before.Vat,
                    before.Invoice,
                    before.EvidenceFileId,
                    before.Answer
                );
    }

    private readonly QuarterlyReturnQueries.Detail detail;
    private readonly IReadOnlyList<ReturnWorkbook.ProjectLine> projects;
    private readonly IReadOnlyDictionary<Guid, Money> elsewhere;
    private readonly DateOnly today;
    private readonly List<Problem> problems = [];
    private readonly List<string> notes = [];
    private readonly List<Line> lines = [];
    private readonly HashSet<int> seen = [];
    private readonly Dictionary<int, string?> whyRemoved = [];

    public Money? Actual { get; private set; }
    public Money? Committed { get; private set; }
    public Money? Forecast { get; private set; }
    public string Reasons { get; private set; } = "";
    public string Difference { get; private set; } = "";

    /// <summary>Whether the figures were filled in. A workbook may bring lines only.</summary>
    public bool HasFigures { get; private set; }

    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>What a person should know before saving, such as sheets that were not read.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>New and kept lines; accepted ones are not among them.</summary>
    public IReadOnlyList<Line> Lines => lines;

    /// <summary>Lines of the return that the workbook no longer has. Accepted ones stay.</summary>
    public IReadOnlyList<QuarterlyReturnQueries.Line> Removed =>
        detail.Lines.Where(line => line.State != ReturnLineState.Accepted && !seen.Contains(line.Place)).ToList();

    /// <summary>What the area answers to what the office asks about a line that it takes out.</summary>
    public string? WhyRemoved(QuarterlyReturnQueries.Line line) => whyRemoved.GetValueOrDefault(line.Place) ?? line.Answer;

    private ReturnSheets(
        QuarterlyReturnQueries.Detail detail,
        IReadOnlyList<ReturnWorkbook.ProjectLine> projects,
        IReadOnlyDictionary<Guid, Money> elsewhere,
        DateOnly today
    ) => (this.detail, this.projects, this.elsewhere, this.today) = (detail, projects, elsewhere, today);

    /// <param name="elsewhere">By project: lines of the area's other returns that the ledger does not have yet.</param>
    public static ReturnSheets Read(
        IReadOnlyList<Sheet> sheets,
        QuarterlyReturnQueries.Detail detail,
        IReadOnlyList<ReturnWorkbook.ProjectLine> projects,
        IReadOnlyDictionary<Guid, Money> elsewhere,
        DateOnly today
    )
    {
        var read = new ReturnSheets(detail, projects, elsewhere, today);
        var figures = Find(sheets, ReturnWorkbook.ReturnSheet, ReturnWorkbook.Actual);
        var spending = Find(sheets, ReturnWorkbook.SpendingSheet, ReturnWorkbook.Amount);
        if (figures is not null)
            read.ReadFigures(figures);
        else
            read.Missing(ReturnWorkbook.ReturnSheet);
        if (spending is not null)
            read.ReadLines(spending);
        else
            read.Missing(ReturnWorkbook.SpendingSheet);
        foreach (var sheet in sheets)
            if (sheet != figures && sheet != spending && sheet.Name is not (ReturnWorkbook.ProjectsSheet or ReturnWorkbook.IdSheet))
                read.notes.Add($"Sheet {sheet.Name} is not part of the return, so it was not read.");
        return read;
    }

    /// <summary>By name, or, where it was renamed, by a text that only it has.</summary>
    private static Sheet? Find(IReadOnlyList<Sheet> sheets, string name, string text) =>
        sheets.FirstOrDefault(sheet => sheet.Name.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? sheets.FirstOrDefault(sheet => sheet.Rows.Any(row => row.Cells.Any(cell => Same(cell, text))));

    private void Missing(string sheet) =>
        problems.Add(new(sheet, null, 0, 0, "It is missing. Download the workbook again and copy your rows into it."));

    private void ReadFigures(Sheet sheet)
    {
        var places = new Dictionary<string, (int Row, int Column, string Text)>();
        foreach (
            var label in new[]
            {
                ReturnWorkbook.Actual,
                ReturnWorkbook.Committed,
                ReturnWorkbook.Forecast,
                ReturnWorkbook.Reasons,
                ReturnWorkbook.Difference,
            }
        )
        {
            var row = sheet.Rows.FirstOrDefault(row => row.Cells.Any(cell => Same(cell, label)));
            if (row is null)
                problems.Add(
                    new(sheet.Name, null, 0, 0, $"\"{label}\" is missing. Download the workbook again and copy your rows into it.")
                );
            else
            {
                var column = row.Cells.ToList().FindIndex(cell => Same(cell, label)) + 1;
                places[label] = (row.Number, column, column < row.Cells.Count ? Clean(row.Cells[column]) : "");
            }
        }
        if (places.Count < 5)
            return;
        void Wrong(string label, string sentence)
        {
            var (row, column, _) = places[label];
            problems.Add(new(sheet.Name, row, column, column + 2, sentence));
        }
        Money? Figure(string label)
        {
            var text = places[label].Text;
            if (text.Length == 0)
                return null;
            HasFigures = true;
            var amount = SpreadsheetMoney.ParseCell(text);
            if (amount is null || amount < Money.Zero)
                Wrong(
                    label,
                    amount is null ? Money.WhyNot(text, $"\"{text}\" is not an amount in pounds and pence") : $"{amount} is less than zero"
                );
            return amount < Money.Zero ? null : amount;
        }
        (Actual, Committed, Forecast) = (Figure(ReturnWorkbook.Actual), Figure(ReturnWorkbook.Committed), Figure(ReturnWorkbook.Forecast));
        (Reasons, Difference) = (places[ReturnWorkbook.Reasons].Text, places[ReturnWorkbook.Difference].Text);
        // Figures that were there are not taken out by a blank.
        HasFigures |= Reasons.Length + Difference.Length > 0 || detail.Cell.Return?.Actual is not null;
        if (!HasFigures)
            return;
        var already = problems.Where(problem => problem.Row is not null).Select(problem => problem.Row).ToHashSet();
        foreach (var refusal in ReturnRules.WhyIncomplete(Actual, Committed, Forecast, detail.Cell.Line.Allocation, Reasons, Difference))
        {
            var label = refusal.Field switch
            {
                "actual" => ReturnWorkbook.Actual,
                "committed" => ReturnWorkbook.Committed,
                "forecast" => ReturnWorkbook.Forecast,
                "reasons" => ReturnWorkbook.Reasons,
                _ => ReturnWorkbook.Difference,
            };
            if (!already.Contains(places[label].Row))
                Wrong(label, refusal.Sentence);
        }
    }

    private void ReadLines(Sheet sheet)
    {
        string[] needed =
        [
            ReturnWorkbook.Number,
            ReturnWorkbook.Date,
            ReturnWorkbook.Project,
            ReturnWorkbook.What,
            ReturnWorkbook.Amount,
            ReturnWorkbook.Vat,
            ReturnWorkbook.Invoice,
            ReturnWorkbook.Evidence,
            ReturnWorkbook.Answer,
        ];
        var header = sheet.Rows.Take(15).MaxBy(row => needed.Count(head => row.Cells.Any(cell => Same(cell, head))));
        var columns = needed.ToDictionary(head => head, head => header?.Cells.ToList().FindIndex(cell => Same(cell, head)) ?? -1);
        foreach (var head in needed.Where(head => columns[head] < 0))
            problems.Add(
                new(sheet.Name, null, 0, 0, $"It has no column \"{head}\". Download the workbook again and copy your rows into it.")
            );
        if (header is null || columns.Values.Any(column => column < 0))
            return;
        var putRight = header.Cells.ToList().FindIndex(cell => Same(cell, ReturnWorkbook.PutRight)) is >= 0 and var at
            ? at
            : sheet.Rows.Max(row => row.Cells.Count);
        var spent = new Dictionary<Guid, Money>();
        foreach (var row in sheet.Rows.Where(row => row.Number > header.Number))
        {
            string Cell(string head) => columns[head] < row.Cells.Count ? Clean(row.Cells[columns[head]]) : "";
            void Wrong(string head, string sentence) => problems.Add(new(sheet.Name, row.Number, columns[head], putRight, sentence));
            ReadLine(row, Cell, Wrong, spent);
        }
        foreach (var gone in Removed.Where(line => !whyRemoved.ContainsKey(line.Place)))
            if (ReturnRules.WhyNotTakenOut(gone.State, gone.Query, gone.Answer, "") is { } unanswered)
                problems.Add(
                    new(
                        sheet.Name,
                        null,
                        0,
                        0,
                        $"Line {gone.Place} is gone. {unanswered.Sentence} Put its number back, and write it under \"{ReturnWorkbook.Answer}\"."
                    )
                );
        if (
            ReturnRules.AboveAllocation(
                detail.Ledger + detail.Posted + lines.Sum(line => line.Amount ?? Money.Zero),
                detail.Cell.Line.Allocation
            ) is
            { } above
        )
            notes.Add(above);
        if (lines.Count + detail.Lines.Count(line => line.State == ReturnLineState.Accepted) > ReturnRules.MostLines)
            problems.Add(
                new(
                    sheet.Name,
                    null,
                    0,
                    0,
                    $"A return has at most {ReturnRules.MostLines} lines. Put small payments of one kind into one line."
                )
            );
    }

    private void ReadLine(SheetRow row, Func<string, string> cell, Action<string, string> wrong, Dictionary<Guid, Money> spent)
    {
        var blank = new[]
        {
            ReturnWorkbook.Date,
            ReturnWorkbook.Project,
            ReturnWorkbook.What,
            ReturnWorkbook.Amount,
            ReturnWorkbook.Vat,
            ReturnWorkbook.Invoice,
        }.All(head => cell(head).Length == 0);
        var number = cell(ReturnWorkbook.Number);
        QuarterlyReturnQueries.Line? before = null;
        if (number.Length > 0)
        {
            before = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                ? detail.Lines.FirstOrDefault(line => line.Place == place)
                : null;
            if (before is null)
            {
                wrong(ReturnWorkbook.Number, $"This return has no line {number}. Leave the number of a new line blank.");
                return;
            }
            if (before.State == ReturnLineState.Accepted)
            {
                CheckAccepted(before, cell, wrong);
                return;
            }
            // A line whose cells were cleared is taken out.
            if (blank)
            {
                var answer = cell(ReturnWorkbook.Answer) is { Length: > 0 } typed ? typed : before.Answer;
                whyRemoved[before.Place] = answer;
                if (ReturnRules.WhyNotTakenOut(before.State, before.Query, answer, "") is { } unanswered)
                    wrong(ReturnWorkbook.Answer, unanswered.Sentence);
                return;
            }
            if (!seen.Add(before.Place))
            {
                wrong(ReturnWorkbook.Number, $"Line {number} is there twice");
                return;
            }
        }
        else if (blank)
            return;
        if (number.Length == 0 && cell(ReturnWorkbook.Date).Length == 0 && row.Cells.Any(IsTotal))
        {
            notes.Add($"Row {row.Number} of the lines is left out as a total.");
            return;
        }
        if (row.Hidden)
            notes.Add($"Row {row.Number} of the lines is hidden in the file. It was read too.");
        lines.Add(Checked(LineOf(row, before, cell), cell, wrong, spent));
    }

    private void CheckAccepted(QuarterlyReturnQueries.Line before, Func<string, string> cell, Action<string, string> wrong)
    {
        if (
            SpreadsheetDate.Parse(cell(ReturnWorkbook.Date)) != before.SpentOn
            || SpreadsheetMoney.ParseCell(cell(ReturnWorkbook.Amount)) != before.Amount
            || cell(ReturnWorkbook.What) != Clean(before.What)
            || SpreadsheetMoney.ParseCell(cell(ReturnWorkbook.Vat)) != before.Vat
            || cell(ReturnWorkbook.Invoice) != Clean(before.Invoice ?? "")
            || !Same(cell(ReturnWorkbook.Project), projects.FirstOrDefault(one => one.Id == before.ProjectId)?.Name ?? before.Project ?? "")
        )
            wrong(ReturnWorkbook.Number, $"The office has accepted line {before.Place}, so it cannot be changed. It is {Words(before)}.");
    }

    private Line LineOf(SheetRow row, QuarterlyReturnQueries.Line? before, Func<string, string> cell)
    {
        var project = cell(ReturnWorkbook.Project);
        var file = cell(ReturnWorkbook.Evidence);
        var known =
            file.Length == 0 || Same(file, before?.EvidenceName ?? "") ? (before?.EvidenceFileId, before?.EvidenceName) : FileOf(file);
        if (file.Length > 0 && known.Item1 is null)
            notes.Add($"Row {row.Number}: the return has no file named {file} yet. Add it to the line on the page of the return.");
        return new(row.Number, before)
        {
            SpentOn = SpreadsheetDate.Parse(cell(ReturnWorkbook.Date)),
            ProjectId = projects.FirstOrDefault(one => Same(one.Name, project))?.Id,
            Project = project.Length > 0 ? project : null,
            What = cell(ReturnWorkbook.What),
            Amount = SpreadsheetMoney.ParseCell(cell(ReturnWorkbook.Amount)),
            Vat = SpreadsheetMoney.ParseCell(cell(ReturnWorkbook.Vat)),
            Invoice = cell(ReturnWorkbook.Invoice) is { Length: > 0 } invoice ? invoice : null,
            EvidenceFileId = known.Item1,
            Evidence = known.Item2,
            Answer = cell(ReturnWorkbook.Answer) is { Length: > 0 } answer ? answer : before?.Answer,
        };
    }

    private (Guid?, string?) FileOf(string name) =>
        detail.Lines.FirstOrDefault(line => Same(line.EvidenceName ?? "", name)) is { } line ? (line.EvidenceFileId, line.EvidenceName)
        : detail.Cell.Evidence.FirstOrDefault(file => Same(file.Name, name)) is { } evidence ? (evidence.FileId, evidence.Name)
        : (null, null);

    private Line Checked(Line line, Func<string, string> cell, Action<string, string> wrong, Dictionary<Guid, Money> spent)
    {
        var unread = new HashSet<string>();
        void Unread(string head, string field, string sentence)
        {
            wrong(head, sentence);
            unread.Add(field);
        }
        void Amount(string head, string field, Money? amount)
        {
            if (cell(head) is { Length: > 0 } text && amount is null)
                Unread(head, field, Money.WhyNot(text, $"\"{text}\" is not an amount in pounds and pence"));
        }
        if (cell(ReturnWorkbook.Date) is { Length: > 0 } date && line.SpentOn is null)
            Unread(ReturnWorkbook.Date, "spentOn", $"\"{date}\" is not a date such as 27/6/{detail.Year.StartYear}");
        Amount(ReturnWorkbook.Amount, "amount", line.Amount);
        Amount(ReturnWorkbook.Vat, "vat", line.Vat);
        foreach (
            var refusal in ReturnRules.WhyLineIsWrong(
                detail.Year,
                detail.Cell.Period,
                line.SpentOn,
                line.What,
                line.Amount,
                line.Vat,
                line.Invoice,
                today
            )
        )
            if (!unread.Contains(refusal.Field!))
                wrong(
                    refusal.Field switch
                    {
                        "spentOn" => ReturnWorkbook.Date,
                        "what" => ReturnWorkbook.What,
                        "amount" => ReturnWorkbook.Amount,
                        "vat" => ReturnWorkbook.Vat,
                        _ => ReturnWorkbook.Invoice,
                    },
                    refusal.Sentence
                );
        if (TextLimit.WhyTooLong(line.Answer, 500, "") is { } wide)
            wrong(ReturnWorkbook.Answer, wide.Sentence);
        if (line.Project is { } named && line.ProjectId is null)
            wrong(ReturnWorkbook.Project, $"\"{named}\" is not an approved project of your area. Choose one from the list.");
        if (line is { ProjectId: { } id, Amount: { } amount } && amount > Money.Zero)
        {
            var project = projects.First(one => one.Id == id);
            var others = spent.GetValueOrDefault(id);
            if (
                LedgerRules.WhyAboveProject(
                    project.Name,
                    project.Amount,
                    project.Spent,
                    amount,
                    "",
                    ("rows of this workbook above it", others),
                    ("lines of other returns", elsewhere.GetValueOrDefault(id))
                ) is
                { } above
            )
                wrong(ReturnWorkbook.Amount, above.Sentence);
            else
                spent[id] = others + amount;
        }
        return line;
    }

    /// <summary>A line in words, for the list of changes.</summary>
    public static string Words(QuarterlyReturnQueries.Line line) =>
        Words(line.SpentOn, line.Project, line.What, line.Amount, line.Vat, line.Invoice, line.EvidenceName, line.Answer);

    /// <inheritdoc cref="Words(QuarterlyReturnQueries.Line)"/>
    public static string Words(Line line) =>
        Words(line.SpentOn, line.Project, line.What, line.Amount, line.Vat, line.Invoice, line.Evidence, line.Answer);

    private static string Words(
        DateOnly? on,
        string? project,
        string what,
        Money? amount,
        Money? vat,
        string? invoice,
        string? evidence,
        string? answer
    ) =>
        string.Join(
            ", ",
            new[]
            {
                on is { } day ? LondonTime.Date(day) : null,
                project,
                what,
                amount?.ToString(),
                vat is null ? null : $"VAT {vat}",
                invoice is null ? null : $"invoice {invoice}",
                evidence is null ? null : $"evidence {evidence}",
                answer is null ? null : $"answer: {answer}",
            }.Where(part => !string.IsNullOrEmpty(part))
        );

    private static bool IsTotal(string cell) => SpendingSheet.Plain(cell) is "total" or "totals" or "sum" or "grand total";

    private static bool Same(string cell, string text) => SpendingSheet.Plain(cell) == SpendingSheet.Plain(text);

    private static string Clean(string text) => text.Replace('\u00a0', ' ').Trim();
}
