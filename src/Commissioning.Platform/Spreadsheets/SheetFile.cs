using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Commissioning.Domain;
using Commissioning.Platform.Files;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Platform.Spreadsheets;

/// <summary>Reads every sheet of an .xlsx file, or a CSV file as one sheet, as text: of a formula its stored value, of a date its day
/// (2025-03-27), of a percentage what is shown, and of an error its name (#REF!). What a file can cost is bounded.</summary>
public static partial class SheetFile
{
    /// <summary>The most rows with a text, over all sheets.</summary>
    public const int MostRows = 50_000;

    /// <summary>The most cells, over all sheets, blank ones before the last of a row included.</summary>
    public const int MostCells = 1_000_000;

    /// <summary>Columns of a sheet, up to XFD.</summary>
    public const int MostColumns = 16_384;
    public const int MostSheets = 200;

    /// <summary>The most that the parts of an .xlsx file may unpack to, in bytes.</summary>
    public const int MostUnpacked = 50 * 1024 * 1024;

    /// <summary>Refused with a sentence that names the file, or the sheet and the row.</summary>
    public static Result<IReadOnlyList<Sheet>> Read(string name, byte[] content)
    {
        try
        {
            if (content.Length == 0)
                return new Refusal($"{name} is empty. Check it on your device and choose it again.");
            if (content is [0xD0, 0xCF, 0x11, 0xE0, ..])
                return new Refusal(
                    content.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
                        ? $"{name} is locked with a password. Save a copy without the password and choose that."
                        : $"{name} is in the format of an old Excel (.xls). Open it and save it as an Excel Workbook (.xlsx)."
                );
            return content is [(byte)'P', (byte)'K', ..] ? Result.Made<IReadOnlyList<Sheet>>(WorkbookReader.Read(name, content))
                : name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? Result.Made<IReadOnlyList<Sheet>>(Csv(name, content))
                : new Refusal($"{name} cannot be read as CSV or .xlsx. Save it again in one of these.");
        }
        catch (UnreadableFileException exception)
        {
            return new Refusal(exception.Message);
        }
    }

    /// <inheritdoc cref="SheetCell.Place"/>
    public static string Place(string sheet, int row, int column) => SheetCell.Place(sheet, row, column);

    private static List<Sheet> Csv(string name, byte[] content)
    {
        var budget = new SheetBudget(name);
        var text = TextOf(name, content);
        var delimiter = DelimiterOf(text);
        using var csv = new CsvParser(
            new BoundedText(new StringReader(text), name) { Delimiter = delimiter[0] },
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                IgnoreBlankLines = false,
                BadDataFound = null,
                Delimiter = delimiter,
            }
        );
        var rows = new List<SheetRow>();
        try
        {
            while (csv.Read())
            {
                var cells = csv.Record!.ToList();
                while (cells.Count > 0 && string.IsNullOrWhiteSpace(cells[^1]))
                    cells.RemoveAt(cells.Count - 1);
                if (cells.Count == 0)
                    continue;
                if (cells.Count > MostColumns)
                    throw new UnreadableFileException($"{name}, row {csv.Row} has more than {MostColumns:N0} cells. Split it.");
                budget.Count(cells.Count);
                rows.Add(new(csv.Row, cells));
            }
        }
        catch (CsvHelperException)
        {
            throw new UnreadableFileException($"{name}, line {csv.RawRow} cannot be read as CSV. Check its quotation marks and commas.");
        }
        return [new(name, false, rows, [])];
    }

    // What stands in the most lines. A comma between the thousands of an amount separates no cells.
    private static string DelimiterOf(string text)
    {
        var start = text.Length > BoundedText.LongestRow ? text[..BoundedText.LongestRow] : text;
        var lines = Thousands().Replace(Quoted().Replace(start, ""), "").Split('\n').Take(1000).ToList();
        return new[] { ",", ";", "\t" }.MaxBy(delimiter => lines.Count(line => line.Contains(delimiter, StringComparison.Ordinal)))!;
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    // Looking back is bounded: a row of nothing but figures would otherwise take the square of its length.
    [GeneratedRegex(@"(?<=£[0-9,]{0,20}[0-9]),(?=[0-9]{3}(?![0-9]))|(?<=[0-9]),(?=[0-9]{3}\.[0-9]{2}(?![0-9]))")]
    private static partial Regex Thousands();

    // Old spreadsheets write Windows-1252, whose pound sign is not valid UTF-8; "Unicode text" is UTF-16.
    private static string TextOf(string name, byte[] content)
    {
        var text = content is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(content) : Utf8(content) ?? Encoding.Latin1.GetString(content);
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new UnreadableFileException($"{name} is not a text file, so it is no CSV. Save it again as CSV or .xlsx.")
            : text.TrimStart('\ufeff');
    }

    private static string? Utf8(byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
