using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Spreadsheets;

namespace Commissioning.Features.CspBudgets;

/// <summary>The table and paragraph for the Police and Crime Panel, from the ledger. The text uses counts, not adjectives. Page, PDF and
/// CSV use the same cells, so they show the same pence.</summary>
public sealed class PanelTable(Db db, Office office)
{
    private static readonly (LedgerColumn Column, string Name)[] Printed =
    [
        (LedgerColumn.Base, "Base"),
        (LedgerColumn.TopUp, "Underspend of "),
        (LedgerColumn.Vired, "Virements and pooled"),
        (LedgerColumn.Allocation, "Allocation"),
        (LedgerColumn.Expenditure, "Expenditure"),
        (LedgerColumn.Returned, "Returned or carried"),
        (LedgerColumn.Remaining, "Remaining"),
    ];

    /// <param name="linkTo">The link to a figure's entries; only on screen.</param>
    /// <param name="known">Only transactions up to this number count. Null: all.</param>
    public Task<LetterDocument> PaperAsync(
        FinancialYear year,
        DateOnly? asAt,
        Func<FigureEntries.Figure, string>? linkTo = null,
        int? known = null
    ) => db.ReadAsync(work => PaperAsync(work, year, asAt, linkTo, known));

    internal async Task<LetterDocument> PaperAsync(
        Work work,
        FinancialYear year,
        DateOnly? asAt,
        Func<FigureEntries.Figure, string>? linkTo = null,
        int? known = null
    )
    {
        var view = await YearOverview.GetAsync(work, year, asAt, known);
        // What was pooled and paid across the areas after the table's day stands below it.
        var later = asAt is null ? view : await YearOverview.GetAsync(work, year, null, known);
        return new()
        {
            Title = $"Community Safety Partnership budgets, {year}",
            IsPaper = true,
            Sender = office.Sender,
            Blocks =
            [
                new Paragraph(AsAt(view)),
                new Paragraph(Summary(view)),
                AreasOf(view, linkTo),
                ContributionsOf(view, linkTo),
                CentralOf(later, linkTo),
                AcrossOf(later),
                new Paragraph(Remaining(later)),
            ],
        };
    }

    /// <summary>The day of the figures, and up to which transaction and when they were read (R85).</summary>
    private static string AsAt(YearOverview.YearOverviewPage view) =>
        $"Figures {(view.AsAt is { } day ? $"as at {LondonTime.Date(day)}" : $"for the whole year to {LondonTime.Date(view.Year.End)}")}, from the ledger up to transaction {view.LastNumber}, read at {LondonTime.DateAndTime(view.ReadAt)}.";

    private static string Summary(YearOverview.YearOverviewPage view)
    {
        var total = view.Total;
        if (view.Allocated == 0)
            return $"No area has been allocated anything in {view.Year}.";
        return $"{view.SpentAll} of {view.Allocated} areas spent all of their allocation. {view.Allocated} areas had {total.Allocation} between them, {total.TopUp} of it underspend of {view.Year.Previous}. They spent {total.Expenditure}, {total.Contributed} of it as contributions to hosted schemes. Money was spent on {view.Projects} {(view.Projects == 1 ? "project" : "projects")}. {(total.Returned == Money.Zero ? "" : $"{total.Returned} was returned or carried forward. ")}{total.Remaining} remains with the areas.";
    }

    private static string Remaining(YearOverview.YearOverviewPage view) =>
        $"{view.RemainingAcross} remains across the area up to {LondonTime.Date(view.AsAt ?? view.Year.End)}: {view.Total.Remaining} with the areas, {view.Across.PoolLeft} in the pooled underspend and {view.Across.CentralLeft} in the central pot.";

    /// <summary>The areas' table as CSV: the paper's cells without pound signs or commas.</summary>
    public async Task<string> CsvAsync(FinancialYear year, DateOnly? asAt, int? known = null) =>
        CsvOf(await PaperAsync(year, asAt, known: known));

    /// <summary>The first table of a paper as CSV, with its as-at line as the last row.</summary>
    public static string CsvOf(LetterDocument paper) =>
        CsvOf(paper.Blocks.OfType<Figures>().First(), paper.Blocks.OfType<Paragraph>().First().Text);

    /// <summary>A table as CSV with plain amounts, and a last row that says of when it is.</summary>
    public static string CsvOf(Figures table, string asAt) =>
        CsvText.Text(
            new[] { table.Columns.Select(column => column.Name).ToList() }
                .Concat(table.Totals is { } totals ? table.Rows.Append(totals) : table.Rows)
                .Select(row =>
                    row.Select(
                            (cell, c) =>
                                table.Columns[c].Numeric
                                    ? cell.Replace("£", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
                                    : cell
                        )
                        .ToList()
                )
                .Append([asAt])
        );

    /// <summary>Every table of the paper as an .xlsx file.</summary>
    public async Task<byte[]> XlsxAsync(FinancialYear year, DateOnly? asAt, int? known = null) =>
        XlsxOf(await PaperAsync(year, asAt, known: known));

    public static byte[] XlsxOf(LetterDocument paper) =>
        FiguresWorkbook.Write(paper.Blocks.OfType<Figures>(), paper.Blocks.OfType<Paragraph>().First().Text);

    internal static Figures AreasOf(YearOverview.YearOverviewPage view, Func<FigureEntries.Figure, string>? linkTo = null) =>
        new(
            "Allocation and expenditure by area",
            [
                new("Area"),
                .. Printed.Select(column => new Column(
                    column.Column == LedgerColumn.TopUp ? column.Name + view.Year.Previous : column.Name,
                    true
                )),
            ],
            view.Lines.Select(line => Cells(line, Printed.Select(column => column.Column))).ToList(),
            Cells(view.Total, Printed.Select(column => column.Column))
        )
        {
            Links = linkTo is null
                ? null
                : view
                    .Lines.Select(line => (Guid?)line.AreaId)
                    .Append(null)
                    .Select(area => Row(Printed.Select(column => linkTo(new(view.Year, view.AsAt, column.Column, area, null)))))
                    .ToList(),
        };

    internal static Figures ContributionsOf(YearOverview.YearOverviewPage view, Func<FigureEntries.Figure, string>? linkTo = null)
    {
        var lines = view.Lines.Where(line => line.Contributed != Money.Zero).ToList();
        return new(
            "Contributions to hosted schemes, counted in expenditure above",
            [new("Area"), new("Contribution", true)],
            lines.Select(line => Cells(line, [LedgerColumn.Contributed])).ToList(),
            Cells(view.Total, [LedgerColumn.Contributed])
        )
        {
            Links = linkTo is null
                ? null
                : lines
                    .Select(line => (Guid?)line.AreaId)
                    .Append(null)
                    .Select(area => Row([linkTo(new(view.Year, view.AsAt, LedgerColumn.Contributed, area, null))]))
                    .ToList(),
        };
    }

    internal static Figures CentralOf(YearOverview.YearOverviewPage view, Func<FigureEntries.Figure, string>? linkTo = null) =>
        new(
            "Central spending across the areas",
            [new("Paid to"), new("Amount", true)],
            view.Payees.Select(payee => (IReadOnlyList<string>)[payee.Name, payee.Amount.ToString()]).ToList(),
            ["Total", view.Payees.Sum(payee => payee.Amount).ToString()]
        )
        {
            Links = linkTo is null
                ? null
                : view.Payees.Select(payee => Row([linkTo(new(view.Year, view.AsAt, null, null, payee.Account))])).ToList(),
        };

    internal static Figures AcrossOf(YearOverview.YearOverviewPage view)
    {
        var across = view.Across;
        IReadOnlyList<(string What, Money In, Money Out)> rows =
        [
            ("Underspend that areas returned to the pooled underspend", across.Pooled, Money.Zero),
            ("Budget for the central pot", across.FromBudget, Money.Zero),
            .. across.Paid.Select(payee => ($"Paid to {payee.Name}", Money.Zero, payee.Amount)),
            ("Pooled underspend given to areas", Money.Zero, across.ToAreas),
            ($"Pooled underspend carried into {view.Year.Next}", Money.Zero, across.CarriedOn),
        ];
        rows = rows.Where((row, i) => i == 0 || row.In != Money.Zero || row.Out != Money.Zero).ToList();
        return new(
            $"Pooled underspend and central pot, up to {LondonTime.Date(view.AsAt ?? view.Year.End)}",
            [new("What"), new("In", true), new("Out", true), new("Left", true)],
            rows.Select(row => (IReadOnlyList<string>)[row.What, row.In.ToString(), row.Out.ToString(), (row.In - row.Out).ToString()])
                .ToList(),
            [
                "Left across the area",
                rows.Sum(row => row.In).ToString(),
                rows.Sum(row => row.Out).ToString(),
                rows.Sum(row => row.In - row.Out).ToString(),
            ]
        );
    }

    private static IReadOnlyList<string> Cells(YearOverview.AreaLine line, IEnumerable<LedgerColumn> columns) =>
        [line.Area, .. columns.Select(column => line[column].ToString())];

    /// <summary>A row's links. The first cell, the name, has none.</summary>
    private static IReadOnlyList<string?> Row(IEnumerable<string> links) => [null, .. links];
}
