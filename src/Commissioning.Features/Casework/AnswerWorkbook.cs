using System.Globalization;
using Commissioning.Platform.Documents;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Commissioning.Features.Casework;

/// <summary>An answer as an .xlsx file, one sheet a part: all cells are texts, as the paper says them. It has no properties, comments or
/// shared strings.</summary>
internal static class AnswerWorkbook
{
    /// <summary>The most characters that a cell holds.</summary>
    private const int MostInCell = 32_000;

    /// <param name="Name">At most 31 characters are used.</param>
    public sealed record Part(string Name, IReadOnlyList<IReadOnlyList<string>> Rows);

    public static byte[] Of(LetterDocument document)
    {
        var parts = new List<(string Name, List<IReadOnlyList<string>> Rows)>
        {
            (
                "Summary",
                [
                    [document.Title],
                ]
            ),
        };
        foreach (var block in document.Blocks)
        {
            var rows = parts[^1].Rows;
            switch (block)
            {
                case Heading { Level: 2 } heading:
                    parts.Add(
                        (
                            heading.Text,
                            [
                                [heading.Text],
                            ]
                        )
                    );
                    break;
                case Heading heading:
                    rows.Add([]);
                    rows.Add([heading.Text]);
                    break;
                case Paragraph paragraph:
                    rows.Add([paragraph.Text]);
                    break;
                case Bullets bullets:
                    rows.AddRange(bullets.Items.Select(item => (IReadOnlyList<string>)[item]));
                    break;
                case KeyValues facts:
                    rows.AddRange(facts.Rows.Select(fact => (IReadOnlyList<string>)[fact.Key, fact.Value]));
                    break;
                case Figures table:
                    rows.Add([]);
                    rows.Add([table.Caption]);
                    rows.Add(table.Columns.Select(column => column.Name).ToList());
                    rows.AddRange(table.Rows);
                    if (table.Totals is { } totals)
                        rows.Add(totals);
                    break;
            }
        }
        return Write(parts.Select(part => new Part(part.Name, part.Rows)));
    }

    public static byte[] Write(IEnumerable<Part> parts)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook();
            var sheets = book.Workbook.AppendChild(new Sheets());
            foreach (var (part, i) in parts.Select((part, i) => (part, i)))
            {
                var sheet = book.AddNewPart<WorksheetPart>();
                sheet.Worksheet = new Worksheet(new SheetData(part.Rows.Select(cells => new Row(cells.SelectMany(Pieces).Select(Text)))));
                sheets.AppendChild(
                    new DocumentFormat.OpenXml.Spreadsheet.Sheet
                    {
                        Id = book.GetIdOfPart(sheet),
                        SheetId = (uint)(i + 1),
                        Name = SheetName(i + 1, part.Name),
                    }
                );
            }
        }
        return memory.ToArray();
    }

    private static Cell Text(string text) =>
        new()
        {
            DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve }),
        };

    // A longer text goes on in the next cell.
    private static IEnumerable<string> Pieces(string text)
    {
        for (var at = 0; at < text.Length || at == 0; )
        {
            var length = Math.Min(MostInCell, text.Length - at);
            if (length > 0 && at + length < text.Length && char.IsHighSurrogate(text[at + length - 1]))
                length--;
            yield return text.Substring(at, length);
            at += Math.Max(1, length);
        }
    }

    // XML has no place for control characters.
    private static string Printable(string text) =>
        text.All(System.Xml.XmlConvert.IsXmlChar)
            ? text
            : string.Concat(text.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || System.Xml.XmlConvert.IsXmlChar((char)rune.Value)));

    private static string SheetName(int number, string name)
    {
        var plain = string.Concat(name.Where(letter => !char.IsControl(letter) && !"[]:*?/\\'".Contains(letter)));
        // Sections have their own number.
        var full = plain.Length > 0 && char.IsDigit(plain[0]) ? plain : string.Create(CultureInfo.InvariantCulture, $"{number} {plain}");
        return full.Length <= 31 ? full : full[..31].TrimEnd();
    }
}
