using System.Globalization;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Funds;

/// <summary>The workbook of a past round as somebody filled it in: its rows, and what is wrong with its cells.</summary>
public sealed partial class PastSheets
{
    public const string Applications = "Applications";
    public const string Help = "How to fill it in";
    public const string Lists = "Lists";

    /// <summary>The column of the template that is never read: what to put right is written there.</summary>
    public const string PutRight = "Put right";

    /// <summary>What is wrong with a cell; without a row, with the sheet.</summary>
    /// <param name="Column">Index of the column: 0 is A.</param>
    public sealed record Problem(string Sheet, int? Row, int Column, string Sentence)
    {
        public override string ToString() =>
            Row is { } row ? $"Sheet {SheetFile.Place(Sheet, row, Column)}: {Sentence}" : $"Sheet {Sheet}: {Sentence}";
    }

    private readonly DateOnly today;
    private readonly List<Problem> problems = [];
    private readonly List<PastRow> rows = [];

    private PastSheets(DateOnly today) => this.today = today;

    public IReadOnlyList<PastRow> Rows => rows;
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Index of the column in which a marked copy says what to put right.</summary>
    public int PutRightColumn { get; private set; }

    public static PastSheets Read(IReadOnlyList<Sheet> sheets, DateOnly today)
    {
        var read = new PastSheets(today);
        // A CSV file is one sheet with the file's name.
        var main =
            sheets.FirstOrDefault(sheet => sheet.Name.Trim().Equals(Applications, StringComparison.OrdinalIgnoreCase))
            ?? sheets.FirstOrDefault(HasHeadings);
        if (main is null)
            read.problems.Add(
                new(
                    Applications,
                    null,
                    0,
                    "it is missing. Download the template, copy your rows into its sheet Applications, and upload that."
                )
            );
        else
            read.ReadRows(main);
        foreach (
            var other in sheets.Where(sheet =>
                sheet != main && sheet.Rows.Count > 0 && (sheet.Name is not (Help or Lists) || HasHeadings(sheet))
            )
        )
            read.problems.Add(
                new(
                    other.Name,
                    null,
                    0,
                    $"{(other.Hidden ? "it is hidden, and" : "it")} is not part of the workbook. Copy its applications to the sheet {main?.Name ?? Applications}, or delete it."
                )
            );
        return read;
    }

    private static bool HasHeadings(Sheet sheet) =>
        sheet.Rows.Count > 0
        && new[] { PastColumn.Organisation, PastColumn.Project, PastColumn.Result }.All(column =>
            sheet.Rows[0].Cells.Any(cell => ColumnOf(cell) == column)
        );

    private static PastColumn? ColumnOf(string heading)
    {
        var key = string.Concat(heading.ToLowerInvariant().Where(char.IsAsciiLetter));
        return key switch
        {
            "percentage" or "percent" or "scorepercent" => PastColumn.Score,
            "projectname" => PastColumn.Project,
            "organisationname" => PastColumn.Organisation,
            _ => Enum.GetValues<PastColumn>()
                .Cast<PastColumn?>()
                .FirstOrDefault(column =>
                    key == string.Concat(PastRoundRules.Heading(column!.Value).ToLowerInvariant().Where(char.IsAsciiLetter))
                ),
        };
    }

    private void ReadRows(Sheet sheet)
    {
        if (sheet.Hidden)
            problems.Add(new(sheet.Name, null, 0, "it is hidden. Show it, check it, and upload the file again."));
        foreach (var area in sheet.Merged)
            problems.Add(
                new(sheet.Name, area.Row, area.Column, "it is merged with other cells. Unmerge them, and fill in each row for itself.")
            );
        if (sheet.Rows.Count == 0)
        {
            problems.Add(new(sheet.Name, null, 0, "it is empty"));
            return;
        }
        var columns = Headings(sheet);
        var body = sheet.Rows.Skip(1).ToList();
        if (body.Count == 0)
            problems.Add(new(sheet.Name, null, 0, "it has headings and no applications"));
        if (body.Count > PastRoundRules.MostRows)
        {
            problems.Add(new(sheet.Name, null, 0, $"it has more than {PastRoundRules.MostRows:N0} applications. Split it into rounds."));
            return;
        }
        var places = columns.ToDictionary(pair => pair.Value, pair => pair.Key);
        foreach (var row in body)
            ReadRow(sheet, row, columns, places);
        foreach (var (row, column, sentence) in PastRoundRules.Doubles(rows))
            problems.Add(new(sheet.Name, row, places.GetValueOrDefault(column), sentence));
    }

    /// <summary>Which column stands at which place. Each heading must be known, and stand there once.</summary>
    private Dictionary<int, PastColumn> Headings(Sheet sheet)
    {
        var head = sheet.Rows[0];
        var columns = new Dictionary<int, PastColumn>();
        PutRightColumn = head.Cells.Count;
        for (var at = 0; at < head.Cells.Count; at++)
        {
            var heading = head.Cells[at].Trim();
            if (heading.Equals(PutRight, StringComparison.OrdinalIgnoreCase))
                PutRightColumn = at;
            else if (heading.Length == 0 || OurMark().IsMatch(heading))
                continue;
            else if (ColumnOf(heading) is not { } column)
                problems.Add(
                    new(
                        sheet.Name,
                        head.Number,
                        at,
                        $"\"{TextOf(heading)}\" is not a column of this workbook. Delete the column, or use a heading of the template."
                    )
                );
            else if (columns.ContainsValue(column))
                problems.Add(new(sheet.Name, head.Number, at, $"there is a column \"{heading}\" already. Keep one of them."));
            else
                columns[at] = column;
        }
        foreach (var column in Enum.GetValues<PastColumn>().Where(PastRoundRules.IsNeeded).Except(columns.Values))
            problems.Add(new(sheet.Name, null, 0, $"the column \"{PastRoundRules.Heading(column)}\" is missing"));
        return columns;
    }

    private void ReadRow(Sheet sheet, SheetRow row, Dictionary<int, PastColumn> columns, Dictionary<PastColumn, int> places)
    {
        // What a cell that cannot be read leads to is not said a second time.
        var said = new HashSet<PastColumn>();
        void Wrong(PastColumn column, string sentence)
        {
            said.Add(column);
            problems.Add(new(sheet.Name, row.Number, places.GetValueOrDefault(column), sentence));
        }
        if (row.Hidden)
            problems.Add(new(sheet.Name, row.Number, 0, "the row is hidden. Show it, or delete it."));
        for (var at = 0; at < row.Cells.Count; at++)
            if (
                row.Cells[at].Trim() is { Length: > 0 } loose
                && at != PutRightColumn
                && !columns.ContainsKey(at)
                && !OurMark().IsMatch(loose)
            )
                problems.Add(
                    new(sheet.Name, row.Number, at, $"\"{TextOf(loose)}\" stands under no heading that is read. Move it or clear it.")
                );
        string? Cell(PastColumn column) =>
            places.TryGetValue(column, out var at) && at < row.Cells.Count && row.Cells[at].Trim() is { Length: > 0 } text ? text : null;
        foreach (var (at, column) in columns)
            if (row.Formulas.Contains(at) || (at < row.Cells.Count && row.Cells[at].TrimStart().StartsWith('=')))
                Wrong(column, "it is a formula. Copy it, and paste it as a value.");

        string? Words(PastColumn column, int most)
        {
            var text = Cell(column);
            if (text?.Length > most)
                Wrong(column, $"shorten it from {text.Length:N0} to {most:N0} characters or fewer");
            return text?.Length > most ? text[..most] : text;
        }
        Money? Amount(PastColumn column)
        {
            if (Cell(column) is not { } text)
                return null;
            if (SpreadsheetMoney.ParseCell(text) is not { } amount)
                Wrong(column, Money.WhyNot(text, $"\"{TextOf(text)}\" is not an amount in pounds and pence"));
            else if (amount < Money.Zero)
                Wrong(column, $"{amount} is below zero");
            else
                return amount;
            return null;
        }

        var read = new PastRow(row.Number)
        {
            Reference = Words(PastColumn.Reference, PastRoundRules.LongestReference),
            Organisation = Words(PastColumn.Organisation, PastRoundRules.LongestName) ?? "",
            CharityNumber = Numbered(
                PastColumn.CharityNumber,
                OrganisationRules.PlainCharityNumber,
                "six or seven digits, such as 1234567"
            ),
            CompanyNumber = Numbered(
                PastColumn.CompanyNumber,
                OrganisationRules.PlainCompanyNumber,
                "eight digits, or two letters and six digits, such as 01234567"
            ),
            Postcode = Postcode(),
            Project = Words(PastColumn.Project, PastRoundRules.LongestName) ?? "",
            AreaTyped = Words(PastColumn.Area, PastRoundRules.LongestName),
            Priority = Words(PastColumn.Priority, PastRoundRules.LongestName),
            Asked = Amount(PastColumn.Asked),
            Score = Score(),
            Result = Result(),
            Awarded = Amount(PastColumn.Awarded),
            Paid = Amount(PastColumn.Paid),
            Returned = Amount(PastColumn.Returned),
            DecidedOn = Day(),
            Notes = Words(PastColumn.Notes, PastRoundRules.LongestNotes),
        };
        if (read.Organisation.Length == 0)
            Wrong(PastColumn.Organisation, "enter the organisation");
        else if (read.Organisation.Any(char.IsControl))
            Wrong(PastColumn.Organisation, "write the name on one line");
        if (read.Project.Length == 0)
            Wrong(PastColumn.Project, "enter the project");
        foreach (var (column, sentence) in PastRoundRules.WhyRowIsWrong(read, today))
            if (!said.Contains(column))
                Wrong(column, sentence);
        rows.Add(read);

        string? Numbered(PastColumn column, Func<string, string?> plain, string form)
        {
            if (Cell(column) is not { } text)
                return null;
            if (plain(text) is { } number)
                return number;
            Wrong(column, $"\"{TextOf(text)}\" is not a {PastRoundRules.Heading(column).ToLowerInvariant()}, which has {form}");
            return null;
        }

        string? Postcode()
        {
            if (Cell(PastColumn.Postcode) is not { } text)
                return null;
            if (PostcodeRules.IsPostcode(text))
                return PostcodeRules.Normalise(text);
            Wrong(PastColumn.Postcode, PostcodeRules.WhyNot(text)!);
            return null;
        }

        Fraction? Score()
        {
            if (Cell(PastColumn.Score) is not { } text)
            {
                if (Cell(PastColumn.OutOf) is not null)
                    Wrong(PastColumn.Score, "enter the score, or clear what it is out of");
                return null;
            }
            if (Points(text) is not { } score)
            {
                Wrong(PastColumn.Score, $"\"{TextOf(text)}\" is not a score, such as 72.5");
                return null;
            }
            if (Cell(PastColumn.OutOf) is { } of)
            {
                if (text.Contains('%', StringComparison.Ordinal))
                    Wrong(PastColumn.OutOf, "a percentage is out of nothing else. Clear one of them.");
                else if (Points(of) is { } greatest && greatest > Fraction.Zero)
                    return score * 100 / greatest;
                else
                    Wrong(PastColumn.OutOf, $"\"{TextOf(of)}\" is not the greatest score, such as 50");
                return null;
            }
            // A cell that shows 72% may hold 0.72.
            if (score > Fraction.Zero && score < 1 && !text.Contains('%', StringComparison.Ordinal))
            {
                Wrong(PastColumn.Score, $"\"{TextOf(text)}\" may be {(score * 100).ToPercent()}. Write it as a percentage from 0 to 100.");
                return null;
            }
            return score;
        }

        PastResult? Result()
        {
            var text = Cell(PastColumn.Result);
            foreach (var result in Enum.GetValues<PastResult>())
                if (PastRoundRules.InWords(result).Equals(text, StringComparison.OrdinalIgnoreCase))
                    return result;
            Wrong(
                PastColumn.Result,
                text is null ? "enter Funded, Not funded or Withdrawn" : $"\"{TextOf(text)}\" is not Funded, Not funded or Withdrawn"
            );
            return null;
        }

        DateOnly? Day()
        {
            if (Cell(PastColumn.DecidedOn) is not { } text)
                return null;
            if (SpreadsheetDate.Parse(text) is { } day)
                return day;
            Wrong(PastColumn.DecidedOn, $"\"{TextOf(text)}\" is not a day, such as 27/3/2024");
            return null;
        }
    }

    /// <summary>To four decimals, down: a spreadsheet may have stored fifteen.</summary>
    private static Fraction? Points(string text) =>
        decimal.TryParse(text.TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value <= 1_000_000
            ? new Fraction((long)decimal.Floor(value * 10_000), 10_000)
            : null;

    private static string TextOf(string text) => text.Length <= 40 ? text : text[..40] + "…";

    // What a marked copy says beside a row, when it comes back.
    [GeneratedRegex("^[A-Z]{1,3}[0-9]{1,7}: ")]
    private static partial Regex OurMark();
}
