using System.Globalization;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Documents;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Commissioning.Features.CspBudgets;

/// <summary>A paper's tables as an .xlsx file, one sheet each, with amounts as numbers in pounds and counts as whole numbers.</summary>
internal static class FiguresWorkbook
{
    /// <param name="asAt">The day of the figures, as the last row of each sheet; null: none.</param>
    /// <param name="head">Lines above the table of each sheet.</param>
    public static byte[] Write(IEnumerable<Figures> tables, string? asAt = null, IReadOnlyList<string>? head = null)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            var sheets = book.Workbook.AppendChild(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            foreach (var (table, i) in tables.Select((table, i) => (table, i)))
            {
                var part = book.AddNewPart<WorksheetPart>();
                var rows = (head ?? []).Select(line => new Row(Text(line))).ToList();
                rows.Add(new(table.Columns.Select(column => Text(column.Name))));
                rows.AddRange(
                    table
                        .Rows.Concat(table.Totals is { } totals ? [totals] : Array.Empty<IReadOnlyList<string>>())
                        .Select(cells => new Row(cells.Select((cell, c) => table.Columns[c].Numeric ? Amount(cell) : Text(cell))))
                );
                if (asAt is not null)
                    rows.Add(new(Text(asAt)));
                part.Worksheet = new Worksheet(new SheetData(rows));
                sheets.AppendChild(
                    new Sheet
                    {
                        Id = book.GetIdOfPart(part),
                        SheetId = (uint)(i + 1),
                        Name = SheetName(i + 1, table.Caption),
                    }
                );
            }
        }
        return memory.ToArray();
    }

    private static Cell Text(string text) => new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    /// <summary>At most 31 characters, without those that sheet names may not contain.</summary>
    private static string SheetName(int number, string caption)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{number} {string.Concat(caption.Split('[', ']', ':', '*', '?', '/', '\\'))}"
        );
        return name.Length <= 31 ? name : name[..31].TrimEnd();
    }

    private static Cell Amount(string shown) =>
        long.TryParse(shown, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var count)
            ? new() { CellValue = new CellValue(count.ToString(CultureInfo.InvariantCulture)) }
        : SpreadsheetMoney.Parse(shown) is { } amount
            ? new() { CellValue = new CellValue((amount.Pence / 100m).ToString("0.00", CultureInfo.InvariantCulture)), StyleIndex = 1 }
        : Text(shown);

    /// <summary>Style 1 is the built-in format 4: #,##0.00.</summary>
    private static Stylesheet Styles() =>
        new(
            new Fonts(new Font()),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            ),
            new Borders(new Border()),
            new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 4, ApplyNumberFormat = true })
        );
}
