using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Commissioning.Features.CspBudgets;

/// <summary>The workbook of an area's return, to be filled in without the portal: figures, spending line by line, and the projects. What
/// the area may not change is locked, without a password.</summary>
public sealed class WriteReturnWorkbook(Db db, FieldEncryption encryption)
{
    /// <returns>The workbook and the name of its file.</returns>
    public async Task<(string Name, byte[] Content)> RunAsync(Actor actor, FinancialYear year, Guid area, ReturnPeriod period)
    {
        var (detail, projects, locked) = await db.ReadAsync(async work =>
        {
            var detail = await QuarterlyReturnQueries.MineAsync(work, actor, year, area, period);
            return (
                detail,
                await ReturnWorkbook.ProjectsAsync(work, year, area),
                await SaveQuarterlyReturn.WhyCannotChangeAsync(work, year, period, detail.Cell.Return, detail.Cell.Return?.Version ?? 0)
            );
        });
        var id = encryption.Encrypt(
            ReturnWorkbook.Id.Purpose,
            new ReturnWorkbook.Id(year.ToString(), area, period, detail.Cell.Return?.Version ?? 0)
        );
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            var sheets = book.Workbook.AppendChild(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            Add(book, sheets, ReturnWorkbook.ReturnSheet, ReturnSheet(detail, locked));
            Add(book, sheets, ReturnWorkbook.SpendingSheet, SpendingSheet(detail, projects, locked is null));
            Add(book, sheets, ReturnWorkbook.ProjectsSheet, ProjectsSheet(projects));
            Add(book, sheets, ReturnWorkbook.IdSheet, new Worksheet(new SheetData(Row(1, Text(Style.Plain, id)))));
            sheets.Elements<Sheet>().Last().State = SheetStateValues.VeryHidden;
            book.Workbook.AppendChild(
                new DefinedNames(
                    new DefinedName($"{ReturnWorkbook.SpendingSheet}!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = 1 },
                    new DefinedName(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{ReturnWorkbook.ProjectsSheet}!$A$2:$A${Math.Max(2, projects.Count + 1)}"
                        )
                    )
                    {
                        Name = ProjectNames,
                    }
                )
            );
        }
        return ($"{detail.Cell.Line.Area} {year} {period.Name()}.xlsx".Replace(' ', '-'), memory.ToArray());
    }

    private const string ProjectNames = "ProjectNames";
    private const int LastRow = ReturnRules.MostLines + 1;

    private enum Style : uint
    {
        Plain,
        Title,
        Label,
        LockedText,
        LockedDate,
        LockedMoney,
        Head,
        Text,
        Date,
        Money,

        /// <summary>For numbers of invoices, whose zeros at the front would be lost.</summary>
        Code,
    }

    private static Worksheet ReturnSheet(QuarterlyReturnQueries.Detail detail, Refusal? locked)
    {
        var (cell, year, sent) = (detail.Cell, detail.Year, detail.Cell.Return);
        var last = LondonTime.Date(ReturnRules.EndsOn(year, cell.Period));
        var editable = locked is null;
        var rows = new List<Row>();
        void Line(params Cell[] cells) => rows.Add(Row(rows.Count + 1, cells));
        void Fact(string label, Cell value, string help = "") => Line(Text(Style.Label, label), value, Text(Style.Plain, help));
        Cell Figure(Money? amount) => Amount(editable ? Style.Money : Style.LockedMoney, amount);
        Cell Words(string? text) => Text(editable ? Style.Text : Style.LockedText, text ?? "");

        Line(Text(Style.Title, $"{cell.Line.Area}, {year}, {cell.Period.Name()}"));
        Line(
            Text(
                Style.Plain,
                locked?.Sentence
                    ?? $"Return of spending from {LondonTime.Date(year.Start)} to {last}. Send it by {LondonTime.Date(cell.DueOn)}."
            )
        );
        Line();
        Fact("Allocation (£)", Amount(Style.LockedMoney, cell.Line.Allocation));
        Fact($"The ledger has, spent by {last} (£)", Amount(Style.LockedMoney, detail.Ledger + detail.Posted));
        Fact("Lines that are not in the ledger yet (£)", Amount(Style.LockedMoney, detail.NotPosted), "When this workbook was made");
        Fact(
            "All lines in Spending (£)",
            new Cell
            {
                StyleIndex = (uint)Style.LockedMoney,
                CellFormula = new CellFormula(
                    string.Create(CultureInfo.InvariantCulture, $"SUM({ReturnWorkbook.SpendingSheet}!E2:E{LastRow})")
                ),
                CellValue = new CellValue(detail.Lines.Sum(line => line.Amount).ToInput()),
            }
        );
        Line();
        Fact(ReturnWorkbook.Actual, Figure(sent?.Actual), $"From {LondonTime.Date(year.Start)} to {last}, by your own books");
        Fact(ReturnWorkbook.Committed, Figure(sent?.Committed), ReturnRules.CommittedHint);
        Fact(ReturnWorkbook.Forecast, Figure(sent?.Forecast), "All you expect to spend this year");
        Fact(ReturnWorkbook.Reasons, Words(sent?.Reasons), "If the forecast is not the allocation");
        Fact(ReturnWorkbook.Difference, Words(sent?.Difference), "If what you spent is not what the ledger and your lines say");
        Line();
        Line(Text(Style.Label, "What to do"));
        foreach (
            var step in new[]
            {
                "1. Fill in the white cells above. Write 0 for nothing.",
                "2. On the sheet Spending, use one row for each payment. Choose the project from its list, or leave it blank.",
                "3. To take a line out, clear its cells. Leave its number.",
                "4. Grey cells are locked. The office has accepted those lines, or the portal fills them in.",
                "5. Save the file as an Excel Workbook (.xlsx) and upload it on the page of this return.",
                $"6. Add the files of evidence on that page. A payment above {LedgerRules.EvidenceLimit.ToShortString()} needs one.",
            }
        )
            Line(Text(Style.Plain, step));
        return SheetOf(
            rows,
            [46, 34, 58],
            frozenRows: 0,
            [
                Validation(
                    "B9:B11",
                    DataValidationValues.Decimal,
                    "0",
                    "999999999.99",
                    "Enter an amount in pounds and pence, such as 450.50. Write 0 for nothing."
                ),
                Validation("B12:B13", DataValidationValues.TextLength, "0", "2000", "Use at most 2,000 characters."),
            ]
        );
    }

    private static Worksheet SpendingSheet(
        QuarterlyReturnQueries.Detail detail,
        IReadOnlyList<ReturnWorkbook.ProjectLine> projects,
        bool editable
    )
    {
        string[] heads =
        [
            ReturnWorkbook.Number,
            ReturnWorkbook.Date,
            ReturnWorkbook.Project,
            ReturnWorkbook.What,
            ReturnWorkbook.Amount,
            ReturnWorkbook.Vat,
            ReturnWorkbook.Invoice,
            ReturnWorkbook.Evidence,
            ReturnWorkbook.Query,
            ReturnWorkbook.Answer,
            ReturnWorkbook.PutRight,
        ];
        var rows = new List<Row> { Row(1, heads.Select(head => Text(Style.Head, head)).ToArray()) };
        for (var i = 0; i < Math.Max(ReturnRules.MostLines, detail.Lines.Count); i++)
        {
            var line = i < detail.Lines.Count ? detail.Lines[i] : null;
            var open = editable && line?.State != ReturnLineState.Accepted;
            var (text, code, date, money) = open
                ? (Style.Text, Style.Code, Style.Date, Style.Money)
                : (Style.LockedText, Style.LockedText, Style.LockedDate, Style.LockedMoney);
            rows.Add(
                Row(
                    i + 2,
                    line is null ? Text(Style.LockedText, "") : Number(Style.LockedText, line.Place),
                    Day(date, line?.SpentOn),
                    Text(text, line?.ProjectId is { } id ? projects.FirstOrDefault(one => one.Id == id)?.Name ?? line.Project! : ""),
                    Text(text, line?.What ?? ""),
                    Amount(money, line?.Amount),
                    Amount(money, line?.Vat),
                    Text(code, line?.Invoice ?? ""),
                    Text(code, line?.EvidenceName ?? ""),
                    Text(Style.LockedText, line?.State == ReturnLineState.Queried ? line.Query ?? "" : ""),
                    Text(text, line?.Answer ?? ""),
                    Text(Style.LockedText, "")
                )
            );
        }
        var (first, end) = (detail.Year.Start, ReturnRules.EndsOn(detail.Year, detail.Cell.Period));
        return SheetOf(
            rows,
            [6, 12, 30, 40, 14, 14, 18, 28, 30, 30, 40],
            frozenRows: 1,
            [
                Validation(
                    Cells('B'),
                    DataValidationValues.Date,
                    Serial(first),
                    Serial(end),
                    $"Enter a day from {LondonTime.Date(first)} to {LondonTime.Date(end)}, such as 27/6/{first.Year}."
                ),
                .. projects.Count == 0
                    ? []
                    : new[]
                    {
                        new DataValidation
                        {
                            Type = DataValidationValues.List,
                            AllowBlank = true,
                            ShowErrorMessage = true,
                            ErrorTitle = ReturnWorkbook.Project,
                            Error = "Choose a project from the list, or leave it blank.",
                            SequenceOfReferences = new ListValue<StringValue> { InnerText = Cells('C') },
                            Formula1 = new Formula1(ProjectNames),
                        },
                    },
                Validation(Cells('D'), DataValidationValues.TextLength, "0", "300", "Use at most 300 characters."),
                Validation(
                    Cells('E'),
                    DataValidationValues.Decimal,
                    "0.01",
                    "999999999.99",
                    "Enter what it cost in pounds and pence, such as 450.50."
                ),
                Validation(
                    Cells('F'),
                    DataValidationValues.Decimal,
                    "0",
                    "999999999.99",
                    "Enter the VAT in the amount that you do not get back, or leave it blank."
                ),
                Validation(Cells('G'), DataValidationValues.TextLength, "0", "50", "Use at most 50 characters."),
                Validation(Cells('J'), DataValidationValues.TextLength, "0", "500", "Use at most 500 characters."),
            ]
        );
        static string Cells(char column) => string.Create(CultureInfo.InvariantCulture, $"{column}2:{column}{LastRow}");
    }

    private static Worksheet ProjectsSheet(IReadOnlyList<ReturnWorkbook.ProjectLine> projects) =>
        SheetOf(
            [
                Row(
                    1,
                    new[] { "Project", "Approved (£)", "Spent (£)", "Committed (£)", "Left (£)" }
                        .Select(head => Text(Style.Head, head))
                        .ToArray()
                ),
                .. projects.Select(
                    (project, i) =>
                        Row(
                            i + 2,
                            Text(Style.LockedText, project.Name),
                            Amount(Style.LockedMoney, project.Amount),
                            Amount(Style.LockedMoney, project.Spent),
                            Amount(Style.LockedMoney, project.Committed),
                            Amount(Style.LockedMoney, project.Amount - project.Spent)
                        )
                ),
            ],
            [44, 16, 16, 16, 16],
            frozenRows: 1,
            []
        );

    private static void Add(WorkbookPart book, Sheets sheets, string name, Worksheet content)
    {
        var part = book.AddNewPart<WorksheetPart>();
        part.Worksheet = content;
        sheets.AppendChild(
            new Sheet
            {
                Id = book.GetIdOfPart(part),
                SheetId = (uint)(sheets.ChildElements.Count + 1),
                Name = name,
            }
        );
    }

    /// <summary>A protected sheet that is printed on A4, as wide as the page.</summary>
    private static Worksheet SheetOf(IEnumerable<Row> rows, double[] widths, uint frozenRows, IReadOnlyList<DataValidation> validations)
    {
        var view = new SheetView { WorkbookViewId = 0, ShowGridLines = true };
        if (frozenRows > 0)
            view.AppendChild(
                new Pane
                {
                    VerticalSplit = frozenRows,
                    TopLeftCell = string.Create(CultureInfo.InvariantCulture, $"A{frozenRows + 1}"),
                    ActivePane = PaneValues.BottomLeft,
                    State = PaneStateValues.Frozen,
                }
            );
        var sheet = new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(view),
            new Columns(
                widths.Select(
                    (width, i) =>
                        new Column
                        {
                            Min = (uint)(i + 1),
                            Max = (uint)(i + 1),
                            Width = width,
                            CustomWidth = true,
                        }
                )
            ),
            new SheetData(rows),
            new SheetProtection
            {
                Sheet = true,
                Objects = true,
                Scenarios = true,
                FormatColumns = false,
                FormatRows = false,
            }
        );
        if (validations.Count > 0)
            sheet.AppendChild(new DataValidations(validations) { Count = (uint)validations.Count });
        sheet.Append(
            new PageMargins
            {
                Left = 0.5,
                Right = 0.5,
                Top = 0.6,
                Bottom = 0.6,
                Header = 0.3,
                Footer = 0.3,
            },
            new PageSetup
            {
                PaperSize = 9,
                Orientation = OrientationValues.Landscape,
                FitToWidth = 1,
                FitToHeight = 0,
            },
            new HeaderFooter(new OddFooter("&L&A&RPage &P of &N"))
        );
        return sheet;
    }

    private static DataValidation Validation(string cells, DataValidationValues type, string from, string to, string sentence) =>
        new()
        {
            Type = type,
            Operator = DataValidationOperatorValues.Between,
            AllowBlank = true,
            ShowErrorMessage = true,
            ErrorTitle = "Check this cell",
            Error = sentence,
            SequenceOfReferences = new ListValue<StringValue> { InnerText = cells },
            Formula1 = new Formula1(from),
            Formula2 = new Formula2(to),
        };

    private static Row Row(int number, params Cell[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
            cells[i].CellReference = SheetCell.Column(i) + number.ToString(CultureInfo.InvariantCulture);
        return new Row(cells.Cast<OpenXmlElement>()) { RowIndex = (uint)number };
    }

    private static Cell Text(Style style, string text) =>
        text.Length == 0
            ? new() { StyleIndex = (uint)style }
            : new()
            {
                StyleIndex = (uint)style,
                DataType = CellValues.InlineString,
                InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
            };

    private static Cell Number(Style style, int number) =>
        new() { StyleIndex = (uint)style, CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)) };

    private static Cell Amount(Style style, Money? amount) =>
        amount is { } sum
            ? new() { StyleIndex = (uint)style, CellValue = new CellValue(sum.ToInput()) }
            : new() { StyleIndex = (uint)style };

    private static Cell Day(Style style, DateOnly? day) =>
        day is { } on ? new() { StyleIndex = (uint)style, CellValue = new CellValue(Serial(on)) } : new() { StyleIndex = (uint)style };

    private static string Serial(DateOnly day) => day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture);

    /// <summary>In the order of <see cref="Style"/>.</summary>
    private static Stylesheet Styles()
    {
        const uint date = 164,
            money = 4,
            code = 49;
        static CellFormat Format(uint number, uint font, uint fill, uint border, bool locked) =>
            new(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = true }, new Protection { Locked = locked })
            {
                NumberFormatId = number,
                FontId = font,
                FillId = fill,
                BorderId = border,
                ApplyNumberFormat = true,
                ApplyFont = true,
                ApplyFill = true,
                ApplyBorder = true,
                ApplyAlignment = true,
                ApplyProtection = true,
            };
        static Font Letters(double size, bool bold, string colour) =>
            bold
                ? new(new Bold(), new FontSize { Val = size }, new Color { Rgb = colour }, new FontName { Val = "Arial" })
                : new(new FontSize { Val = size }, new Color { Rgb = colour }, new FontName { Val = "Arial" });
        static Fill Solid(string colour) =>
            new(
                new PatternFill(new ForegroundColor { Rgb = colour }, new BackgroundColor { Indexed = 64 })
                {
                    PatternType = PatternValues.Solid,
                }
            );
        static Border Thin()
        {
            var grey = () => new Color { Rgb = "FFB1B4B6" };
            return new(
                new LeftBorder(grey()) { Style = BorderStyleValues.Thin },
                new RightBorder(grey()) { Style = BorderStyleValues.Thin },
                new TopBorder(grey()) { Style = BorderStyleValues.Thin },
                new BottomBorder(grey()) { Style = BorderStyleValues.Thin },
                new DiagonalBorder()
            );
        }
        const string black = "FF0B0C0C",
            white = "FFFFFFFF";
        return new(
            new NumberingFormats(new NumberingFormat { NumberFormatId = date, FormatCode = "dd/mm/yyyy" }) { Count = 1 },
            new Fonts(Letters(11, false, black), Letters(16, true, black), Letters(11, true, black), Letters(11, true, white))
            {
                Count = 4,
            },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                Solid("FFE7E8EA"),
                Solid("FF1D4B73")
            )
            {
                Count = 4,
            },
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()), Thin())
            {
                Count = 2,
            },
            new CellStyleFormats(new CellFormat()) { Count = 1 },
            new CellFormats(
                // Text beside a narrow column runs on, so plain text is not wrapped.
                new CellFormat(),
                new CellFormat { FontId = 1, ApplyFont = true },
                Format(0, 2, 0, 0, true),
                Format(0, 0, 2, 1, true),
                Format(date, 0, 2, 1, true),
                Format(money, 0, 2, 1, true),
                Format(0, 3, 3, 1, true),
                Format(0, 0, 0, 1, false),
                Format(date, 0, 0, 1, false),
                Format(money, 0, 0, 1, false),
                Format(code, 0, 0, 1, false)
            )
            {
                Count = 11,
            }
        );
    }
}
