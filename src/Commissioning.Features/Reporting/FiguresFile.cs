using Commissioning.Domain;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.Reporting;

/// <summary>Tables as a page shows them, as a file: below lines that say what was asked for, when and by whom, as in the file of a
/// list.</summary>
public static class FiguresFile
{
    /// <param name="Asked">What of the page was chosen, in words.</param>
    public sealed record Head(string Title, string Asked, DateTime At, Actor Who);

    /// <summary>One sheet a table, each with the head.</summary>
    public static byte[] Xlsx(Head head, IEnumerable<Figures> tables) => FiguresWorkbook.Write(tables, head: Lines(head));

    /// <summary>Every table below its caption; cells without pound signs or commas.</summary>
    public static byte[] Csv(Head head, IEnumerable<Figures> tables) =>
        CsvText.Write([
            .. Lines(head).Select(line => (IReadOnlyList<string>)[line]),
            .. tables.SelectMany(table =>
                new IReadOnlyList<string>[] { [], [table.Caption], table.Columns.Select(column => column.Name).ToList() }
                    .Concat(table.Totals is { } totals ? table.Rows.Append(totals) : table.Rows)
                    .Select(row =>
                        (IReadOnlyList<string>)
                            row.Select(
                                    (cell, i) =>
                                        table.Columns.ElementAtOrDefault(i) is { Numeric: true }
                                            ? cell.Replace("£", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
                                            : cell
                                )
                                .ToList()
                    )
            ),
        ]);

    private static IReadOnlyList<string> Lines(Head head) =>
        [head.Title, $"Taken at {LondonTime.DateAndTime(head.At)} (UK time) by {head.Who.Name}", head.Asked];
}
