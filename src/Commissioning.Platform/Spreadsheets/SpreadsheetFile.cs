using System.Globalization;
using System.Text;
using System.Xml;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Commissioning.Platform.Spreadsheets;

/// <summary>Reads the cells of a CSV file, or of the first sheet of an .xlsx file, as text.</summary>
public static class SpreadsheetFile
{
    /// <summary>Null when it is neither.</summary>
    public static IReadOnlyList<IReadOnlyList<string>>? Read(string name, byte[] content)
    {
        try
        {
            return name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? Workbook(content)
                : name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? Csv(content)
                : null;
        }
        catch (Exception exception)
            when (exception is CsvHelperException or InvalidDataException or FileFormatException or OpenXmlPackageException or XmlException)
        {
            return null;
        }
    }

    private static List<IReadOnlyList<string>> Csv(byte[] content)
    {
        // Old spreadsheets write Windows-1252, whose pound sign is not valid UTF-8.
        var text = IsUtf8(content) ? Encoding.UTF8.GetString(content).TrimStart('\ufeff') : Encoding.Latin1.GetString(content);
        using var csv = new CsvParser(
            new StringReader(text),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                IgnoreBlankLines = false,
                BadDataFound = null,
                DetectDelimiter = true,
                DetectDelimiterValues = [",", ";", "\t"],
            }
        );
        var rows = new List<IReadOnlyList<string>>();
        while (csv.Read())
            rows.Add(csv.Record!);
        return rows;
    }

    private static bool IsUtf8(byte[] content)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static List<IReadOnlyList<string>> Workbook(byte[] content)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(content), isEditable: false);
        var book = document.WorkbookPart!;
        var shared =
            book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToList() ?? [];
        var first = book.Workbook.Descendants<Sheet>().First();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var row in ((WorksheetPart)book.GetPartById(first.Id!)).Worksheet.Descendants<Row>())
        {
            while (row.RowIndex is { } index && rows.Count < index - 1)
                rows.Add([]);
            var cells = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : cells.Count;
                while (cells.Count < column)
                    cells.Add("");
                cells.Add(TextOf(cell, shared));
            }
            rows.Add(cells);
        }
        return rows;
    }

    private static string TextOf(Cell cell, List<string> shared) =>
        cell.DataType?.Value switch
        {
            { } type when type == CellValues.SharedString => int.TryParse(
                cell.CellValue?.Text,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var index
            )
            && index < shared.Count
                ? shared[index]
                : "",
            { } type when type == CellValues.InlineString => cell.InnerText,
            _ => cell.CellValue?.Text ?? "",
        };

    private static int ColumnOf(string reference) =>
        reference.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (column, letter) => column * 26 + letter - 'A' + 1) - 1;
}
