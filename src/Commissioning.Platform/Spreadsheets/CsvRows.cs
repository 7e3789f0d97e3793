using System.Globalization;
using Commissioning.Domain;
using Commissioning.Platform.Files;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Platform.Spreadsheets;

/// <summary>A line of a CSV file by column name, with its line number.</summary>
public sealed record CsvRow(int Line, IReadOnlyDictionary<string, string> Fields)
{
    public string this[string column] => Fields[column];
}

public static class CsvRows
{
    private const int MostRows = 20_000;

    /// <param name="headerLine">The line with the column names; lines before it are skipped.</param>
    /// <param name="columns">Required columns, in any order. The last may be empty in every line.</param>
    /// <param name="optional">A column that may be missing; its fields are then empty.</param>
    public static (IReadOnlyList<CsvRow> Rows, Refusal? Wrong) Read(
        string text,
        int headerLine,
        IReadOnlyList<string> columns,
        string field,
        string? optional = null
    )
    {
        using var csv = new CsvReader(
            new BoundedText(new StringReader(text.TrimStart('\uFEFF')), "The file") { Delimiter = ',' },
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                TrimOptions = TrimOptions.Trim,
                PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
                MissingFieldFound = null,
                BadDataFound = null,
            }
        );
        var rows = new List<CsvRow>();
        try
        {
            for (var line = 0; line < headerLine; line++)
                if (!csv.Read())
                    return ([], new("The file is empty. Choose the file from the other system.", field));
            csv.ReadHeader();
            var names = csv.HeaderRecord!.Select(name => name.Trim().ToLowerInvariant()).ToList();
            if (columns.Any(column => !names.Contains(column)))
                return ([], new($"Line {headerLine} must name the columns {string.Join(", ", columns)}", field));
            IReadOnlyList<string> wanted = optional is null ? columns : [.. columns, optional];
            while (csv.Read() && rows.Count < MostRows)
                rows.Add(new(csv.Parser.RawRow, wanted.ToDictionary(column => column, FieldOf)));
        }
        catch (UnreadableFileException exception)
        {
            return ([], new(exception.Message, field));
        }
        catch (CsvHelperException exception)
        {
            return (
                [],
                new($"Line {exception.Context?.Parser?.RawRow} cannot be read as CSV. Check its quotation marks and commas.", field)
            );
        }
        string FieldOf(string column) => csv.TryGetField<string>(column, out var value) ? value?.Trim() ?? "" : "";

        return rows.Count == MostRows ? ([], new($"The file has more than {MostRows - 1:N0} lines. Split it.", field)) : (rows, null);
    }
}
