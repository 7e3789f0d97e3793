using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Funds;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Commissioning.Features.Funds;

/// <summary>The empty workbook of a past round: its columns with lists to choose from, and how to fill it in.</summary>
public sealed class PastTemplate(Db db)
{
    private const int LastRow = PastRoundRules.MostRows + 1;

    // In the order of the style sheet.
    private const uint Plain = 0,
        Head = 1,
        Text = 2,
        Money = 3,
        Date = 4,
        Code = 5;

    public async Task<byte[]> WriteAsync()
    {
        var areas = await db.ReadAsync(AreaQueries.ChoicesAsync);
        var results = Enum.GetValues<PastResult>().Select(PastRoundRules.InWords).ToList();
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            var sheets = book.Workbook.AppendChild(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            Add(book, sheets, PastSheets.Applications, Applications(areas.Count, results.Count));
            Add(
                book,
                sheets,
                PastSheets.Help,
                new Worksheet(Widths([110]), new SheetData(Help.Select((line, i) => RowOf(i + 1, [(line, Plain)]))))
            );
            Add(
                book,
                sheets,
                PastSheets.Lists,
                new Worksheet(
                    Widths([50, 20]),
                    new SheetData(
                        Enumerable
                            .Range(0, Math.Max(areas.Count, results.Count))
                            .Select(i =>
                                RowOf(i + 1, [(areas.ElementAtOrDefault(i) ?? "", Plain), (results.ElementAtOrDefault(i) ?? "", Plain)])
                            )
                    )
                )
            );
        }
        return memory.ToArray();
    }

    private static readonly string[] Help =
    [
        "1. Use one row of the sheet Applications for each application, funded or not.",
        "2. Organisation, Project and Result are needed. Awarded is needed where the result is Funded.",
        "3. Leave a cell blank where you do not know. Blank is not zero.",
        "4. Result is Funded, Not funded or Withdrawn.",
        "5. Score is in per cent. If it is in points, write the greatest score in Out of.",
        "6. Amounts are in pounds and pence, such as 4500.50. Paid is what was paid in all, and Returned what came back of it.",
        "7. Decided on is needed only where it is not the day on which the round was decided.",
        "8. Numbers of charities and companies and postcodes help to find organisations that are here already.",
        "9. Values only: no formulas, merged cells, hidden rows or other sheets. Leave the column Put right blank.",
        "10. Notes are read by staff, and are part of an answer under the Freedom of Information Act.",
    ];

    private static Worksheet Applications(int areas, int results)
    {
        var columns = Enum.GetValues<PastColumn>();
        var head = new Row(
            columns
                .Select(PastRoundRules.Heading)
                .Append(PastSheets.PutRight)
                .Select((heading, i) => (OpenXmlElement)CellOf(i, 1, heading, Head))
        )
        {
            RowIndex = 1,
        };
        var sheet = new Worksheet(
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = 1,
                        TopLeftCell = "A2",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen,
                    }
                )
                {
                    WorkbookViewId = 0,
                }
            ),
            Widths(
                [.. columns.Select(column => column is PastColumn.Organisation or PastColumn.Project or PastColumn.Notes ? 36d : 16d), 40],
                [.. columns.Select(StyleOf), Text]
            ),
            new SheetData(head)
        );
        sheet.AppendChild(
            new DataValidations(
                List(
                    PastColumn.Area,
                    $"{PastSheets.Lists}!$A$1:$A${areas}",
                    "Choose an area, or type the name that it had then. You say later which it is.",
                    strict: false
                ),
                List(PastColumn.Result, $"{PastSheets.Lists}!$B$1:$B${results}", "Choose Funded, Not funded or Withdrawn.", strict: true),
                Amount(PastColumn.Asked),
                Amount(PastColumn.Awarded),
                Amount(PastColumn.Paid),
                Amount(PastColumn.Returned)
            )
            {
                Count = 6,
            }
        );
        return sheet;
    }

    private static uint StyleOf(PastColumn column) =>
        column switch
        {
            PastColumn.Asked or PastColumn.Awarded or PastColumn.Paid or PastColumn.Returned => Money,
            PastColumn.DecidedOn => Date,
            PastColumn.CharityNumber or PastColumn.CompanyNumber or PastColumn.Reference => Code,
            _ => Text,
        };

    private static string Cells(PastColumn column) =>
        string.Create(CultureInfo.InvariantCulture, $"{SheetCell.Column((int)column)}2:{SheetCell.Column((int)column)}{LastRow}");

    private static DataValidation List(PastColumn column, string from, string sentence, bool strict) =>
        new()
        {
            Type = DataValidationValues.List,
            AllowBlank = true,
            ShowErrorMessage = true,
            ErrorStyle = strict ? DataValidationErrorStyleValues.Stop : DataValidationErrorStyleValues.Warning,
            ErrorTitle = PastRoundRules.Heading(column),
            Error = sentence,
            SequenceOfReferences = new ListValue<StringValue> { InnerText = Cells(column) },
            Formula1 = new Formula1(from),
        };

    private static DataValidation Amount(PastColumn column) =>
        new()
        {
            Type = DataValidationValues.Decimal,
            Operator = DataValidationOperatorValues.Between,
            AllowBlank = true,
            ShowErrorMessage = true,
            ErrorTitle = PastRoundRules.Heading(column),
            Error = "Enter an amount in pounds and pence, such as 4500.50, or leave it blank.",
            SequenceOfReferences = new ListValue<StringValue> { InnerText = Cells(column) },
            Formula1 = new Formula1("0"),
            Formula2 = new Formula2("999999999.99"),
        };

    private static Columns Widths(IReadOnlyList<double> widths, IReadOnlyList<uint>? styles = null) =>
        new(
            widths.Select(
                (width, i) =>
                    new Column
                    {
                        Min = (uint)(i + 1),
                        Max = (uint)(i + 1),
                        Width = width,
                        CustomWidth = true,
                        Style = styles?[i] ?? Plain,
                    }
            )
        );

    private static Row RowOf(int number, IReadOnlyList<(string Text, uint Style)> cells) =>
        new(cells.Select((cell, i) => (OpenXmlElement)CellOf(i, number, cell.Text, cell.Style))) { RowIndex = (uint)number };

    private static Cell CellOf(int column, int row, string text, uint style) =>
        text.Length == 0
            ? new() { CellReference = SheetCell.Column(column) + row.ToString(CultureInfo.InvariantCulture), StyleIndex = style }
            : new()
            {
                CellReference = SheetCell.Column(column) + row.ToString(CultureInfo.InvariantCulture),
                StyleIndex = style,
                DataType = CellValues.InlineString,
                InlineString = new InlineString(new Text(text)),
            };

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

    private static Stylesheet Styles()
    {
        const uint date = 164,
            money = 4,
            code = 49;
        static CellFormat Format(uint number, uint font = 0, uint fill = 0) =>
            new()
            {
                NumberFormatId = number,
                FontId = font,
                FillId = fill,
                ApplyNumberFormat = true,
                ApplyFont = true,
                ApplyFill = true,
            };
        return new(
            new NumberingFormats(new NumberingFormat { NumberFormatId = date, FormatCode = "dd/mm/yyyy" }) { Count = 1 },
            new Fonts(
                new Font(new FontSize { Val = 11 }, new FontName { Val = "Arial" }),
                new Font(new Bold(), new FontSize { Val = 11 }, new Color { Rgb = "FFFFFFFF" }, new FontName { Val = "Arial" })
            )
            {
                Count = 2,
            },
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(
                    new PatternFill(new ForegroundColor { Rgb = "FF1D4B73" }, new BackgroundColor { Indexed = 64 })
                    {
                        PatternType = PatternValues.Solid,
                    }
                )
            )
            {
                Count = 3,
            },
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()))
            {
                Count = 1,
            },
            new CellStyleFormats(new CellFormat()) { Count = 1 },
            new CellFormats(new CellFormat(), Format(0, 1, 2), Format(0), Format(money), Format(date), Format(code)) { Count = 6 }
        );
    }
}
