using System.Globalization;
using Commissioning.Domain;
using Commissioning.Platform.Files;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Commissioning.Platform.Spreadsheets;

/// <summary>A person's own workbook with cells coloured and what is wrong written beside them. Nothing else in it changes.</summary>
public static class MarkedWorkbook
{
    private const string Red = "FFFFC7CE";

    // It is held in memory as a document, which takes some twenty times as much: 80 MB at most. It is not read and written as a stream,
    // because a mark may need a row or a cell between two others and a style for each that it meets, while everything else, also what
    // this program does not know, stays as the person left it. Workbooks that are only read are streams (WorkbookReader).
    private const int MostUnpacked = 4 * 1024 * 1024;

    /// <param name="name">The file's name, for the sentence.</param>
    /// <exception cref="UnreadableFileException">The workbook is too large to mark.</exception>
    public static byte[] Write(string name, byte[] content, IReadOnlyList<MarkedCell> marks)
    {
        using (var parts = new BoundedArchive(name, new MemoryStream(content, writable: false), MostUnpacked))
            foreach (var part in parts.Names.Where(part => part.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)))
                using (var unpacked = parts.Open(part))
                    unpacked.CopyTo(Stream.Null);
        using var memory = new MemoryStream();
        memory.Write(content);
        using (var document = SpreadsheetDocument.Open(memory, isEditable: true))
        {
            var book = document.WorkbookPart!;
            var styles = new MarkedStyles(book);
            foreach (var sheet in book.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>())
            {
                var own = marks.Where(mark => mark.Sheet == sheet.Name?.Value).ToList();
                if (own.Count == 0 || book.GetPartById(sheet.Id!) is not WorksheetPart part)
                    continue;
                var data = part.Worksheet.GetFirstChild<SheetData>() ?? part.Worksheet.AppendChild(new SheetData());
                foreach (var row in own.GroupBy(mark => mark.Row).OrderBy(group => group.Key))
                {
                    var cells = RowAt(data, row.Key);
                    foreach (var column in row.Select(mark => mark.Column).Distinct())
                        styles.Mark(CellAt(cells, row.Key, column));
                    foreach (var text in row.GroupBy(mark => mark.TextColumn))
                    {
                        var cell = CellAt(cells, row.Key, text.Key);
                        cell.RemoveAllChildren();
                        cell.DataType = CellValues.InlineString;
                        cell.InlineString = new InlineString(
                            new Text(
                                string.Join(
                                    ' ',
                                    text.Select(mark => $"{SheetCell.Column(mark.Column)}{mark.Row}: {Sentences.Of(mark.Text)}")
                                )
                            )
                        );
                        styles.Mark(cell);
                    }
                }
            }
        }
        return memory.ToArray();
    }

    /// <summary>Rows without a number follow the one before them, as readers count them.</summary>
    private static Row RowAt(SheetData data, int number)
    {
        var at = 0u;
        foreach (var row in data.Elements<Row>())
        {
            at = row.RowIndex?.Value ?? at + 1;
            row.RowIndex = at;
            if (at == number)
                return row;
            if (at > number)
                return data.InsertBefore(new Row { RowIndex = (uint)number }, row);
        }
        return data.AppendChild(new Row { RowIndex = (uint)number });
    }

    private static Cell CellAt(Row row, int number, int column)
    {
        var at = -1;
        string Reference(int index) => SheetCell.Column(index) + number.ToString(CultureInfo.InvariantCulture);
        foreach (var cell in row.Elements<Cell>())
        {
            at = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : at + 1;
            cell.CellReference = Reference(at);
            if (at == column)
                return cell;
            if (at > column)
                return row.InsertBefore(new Cell { CellReference = Reference(column) }, cell);
        }
        return row.AppendChild(new Cell { CellReference = Reference(column) });
    }

    private static int ColumnOf(string reference) =>
        reference.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (column, letter) => column * 26 + letter - 'A' + 1) - 1;

    /// <summary>Each style of the workbook once more, with a red fill.</summary>
    private sealed class MarkedStyles
    {
        private readonly Stylesheet sheet;
        private readonly CellFormats formats;
        private readonly uint fill;
        private readonly Dictionary<uint, uint> marked = [];

        public MarkedStyles(WorkbookPart book)
        {
            var part = book.WorkbookStylesPart ?? book.AddNewPart<WorkbookStylesPart>();
            sheet = part.Stylesheet ??= new Stylesheet();
            formats = sheet.CellFormats ??= new CellFormats();
            if (!formats.Elements<CellFormat>().Any())
                formats.AppendChild(new CellFormat());
            var fills = sheet.Fills ??= new Fills();
            // The first two fills are the format's own.
            while (fills.Elements<Fill>().Count() < 2)
                fills.AppendChild(
                    new Fill(new PatternFill { PatternType = fills.Elements<Fill>().Any() ? PatternValues.Gray125 : PatternValues.None })
                );
            fill = (uint)fills.Elements<Fill>().Count();
            fills.AppendChild(
                new Fill(
                    new PatternFill(new ForegroundColor { Rgb = Red }, new BackgroundColor { Indexed = 64 })
                    {
                        PatternType = PatternValues.Solid,
                    }
                )
            );
            fills.Count = (uint)fills.Elements<Fill>().Count();
        }

        public void Mark(Cell cell)
        {
            var from = cell.StyleIndex?.Value ?? 0;
            if (marked.ContainsValue(from))
                return;
            if (!marked.TryGetValue(from, out var to))
            {
                var copy = (CellFormat)(formats.Elements<CellFormat>().ElementAtOrDefault((int)from) ?? new CellFormat()).CloneNode(true);
                copy.FillId = fill;
                copy.ApplyFill = true;
                marked[from] = to = (uint)formats.Elements<CellFormat>().Count();
                formats.AppendChild(copy);
                formats.Count = to + 1;
            }
            cell.StyleIndex = to;
        }
    }
}
