using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Spreadsheets;
using CsvHelper;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Commissioning.Platform.Lists;

/// <summary>A list as somebody sees it, as a file: the same rows and columns, after lines that say what was asked for, when and by whom.
/// Written row by row, so that any length needs the memory of one row.</summary>
public static class ListFile
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Csv = "text/csv; charset=utf-8";

    public static async Task WriteXlsxAsync(
        Work work,
        ListDefinition list,
        ListRequest request,
        Actor who,
        Stream to,
        CancellationToken stopping
    )
    {
        var columns = ListReader.Shown(list, request);
        await using var book = await Spreadsheet.CreateNewAsync(to, cancellationToken: stopping);
        var bold = book.AddStyle(new Style { Font = { Bold = true } });
        var money = book.AddStyle(new Style { Format = NumberFormat.Custom("#,##0.00") });
        var percent = book.AddStyle(new Style { Format = NumberFormat.Custom("0.0%") });
        var date = book.AddStyle(new Style { Format = NumberFormat.Custom("d mmm yyyy") });
        var time = book.AddStyle(new Style { Format = NumberFormat.Custom("d mmm yyyy hh:mm") });
        var sheet = new WorksheetOptions();
        for (var i = 0; i < columns.Count; i++)
            sheet.Column(i + 1).Width = columns[i].Kind is ListColumnKind.Text or ListColumnKind.Choice ? 28 : 16;
        await book.StartWorksheetAsync(SheetName(list.Name), sheet, stopping);
        foreach (var line in Head(list, request, who, work.Now))
            await book.AddRowAsync([new Cell(line)], stopping);
        await book.AddRowAsync(columns.Select(column => new Cell(column.Name, bold)).ToList(), stopping);
        await ListReader.EachAsync(
            work,
            list,
            request,
            async row => await book.AddRowAsync(row.Cells.Select((cell, i) => CellOf(columns[i], cell)).ToList(), stopping)
        );
        await book.FinishAsync(stopping);

        Cell CellOf(ListColumn column, ListCell cell) =>
            (column.Kind, cell) switch
            {
                (ListColumnKind.Money, { Number: { } pounds }) => new Cell(pounds, money),
                (ListColumnKind.Share, { Number: { } share }) => new Cell(share, percent),
                (ListColumnKind.Number, { Number: { } number }) => new Cell(number),
                (ListColumnKind.Date, { Date: { } day }) => new Cell(day, date),
                (ListColumnKind.Time, { Date: { } at }) => new Cell(at, time),
                _ => new Cell(cell.Text),
            };
    }

    public static async Task WriteCsvAsync(Work work, ListDefinition list, ListRequest request, Actor who, Stream to)
    {
        var columns = ListReader.Shown(list, request);
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, CsvText.Settings);
        foreach (var line in Head(list, request, who, work.Now))
            await WriteAsync([line]);
        await WriteAsync(columns.Select(column => column.Name));
        await ListReader.EachAsync(work, list, request, row => WriteAsync(row.Cells.Select(cell => cell.Text)));

        async Task WriteAsync(IEnumerable<string> cells)
        {
            foreach (var cell in cells)
                csv.WriteField(CsvText.Plain(cell));
            await csv.NextRecordAsync();
        }
    }

    private static IEnumerable<string> Head(ListDefinition list, ListRequest request, Actor who, DateTime now)
    {
        yield return list.Name;
        yield return $"Taken at {LondonTime.DateAndTime(now)} (UK time) by {who.Name}";
        yield return Asked(list, request);
    }

    /// <summary>What was asked for, in words.</summary>
    public static string Asked(ListDefinition list, ListRequest request)
    {
        var parts = new List<string>();
        if (request.Search.Length > 0)
            parts.Add($"with \"{request.Search}\"");
        foreach (var (key, values) in request.Choices)
            parts.Add(
                $"{list.Find(key)!.Name}: {string.Join(" or ", values.Select(list.Find(key)!.Words).Select(words => words.Length > 0 ? words : "none"))}"
            );
        foreach (var (key, (from, to)) in request.Ranges)
            parts.Add($"{list.Find(key)!.Name}{(from.Length > 0 ? $" from {from}" : "")}{(to.Length > 0 ? $" to {to}" : "")}");
        parts.Add(
            $"in order of {list.Find(request.Sort)!.Name.ToLower(CultureInfo.InvariantCulture)}{(request.IsDescending ? ", highest first" : "")}"
        );
        return $"{(request.IsFiltered ? "Only" : "All")} {list.Unit.Many} {string.Join("; ", parts)}";
    }

    /// <summary>At most 31 characters, without those that sheet names may not contain.</summary>
    private static string SheetName(string name)
    {
        var plain = string.Concat(name.Split('[', ']', ':', '*', '?', '/', '\\', '\'')).Trim();
        return plain.Length <= 31 ? plain : plain[..31].TrimEnd();
    }
}
