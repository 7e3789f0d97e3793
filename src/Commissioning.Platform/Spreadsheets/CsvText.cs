using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Platform.Spreadsheets;

/// <summary>Writes rows as a CSV file in UTF-8 with a byte order mark, which Excel needs.</summary>
public static class CsvText
{
    /// <summary>Line ends follow RFC 4180. Cells with any kind of line break are quoted; the writer's default quotes only its own
    /// kind.</summary>
    public static CsvConfiguration Settings { get; } =
        new(CultureInfo.InvariantCulture)
        {
            NewLine = "\r\n",
            ShouldQuote = cell =>
                cell.Field is { Length: > 0 } text && (text.AsSpan().IndexOfAny(",\"\r\n") >= 0 || text[0] == ' ' || text[^1] == ' '),
        };

    /// <summary>As a file.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text(rows))];

    /// <summary>The one place where rows become CSV, so that every cell is guarded.</summary>
    public static string Text(IEnumerable<IReadOnlyList<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, Settings))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                    csv.WriteField(Plain(cell));
                csv.NextRecord();
            }
        }
        return text.ToString();
    }

    /// <summary>A spreadsheet would run a cell that starts like a formula, so typed text is escaped; an amount below zero is
    /// none.</summary>
    public static string Plain(string cell) =>
        cell.Length > 0
        && "=+-@\t\r".Contains(cell[0])
        && !decimal.TryParse(cell.Replace("£", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out _)
            ? "'" + cell
            : cell;
}
