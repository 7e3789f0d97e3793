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
        (LedgerColumn.Vired, "Virements"),
        (LedgerColumn.Allocation, "Allocation"),
        (LedgerColumn.Expenditure, "Expenditure"),
        (LedgerColumn.Returned, "Returned or carried"),
        (LedgerColumn.Remaining, "Remaining"),
    ];

    /// <param name="linkTo">The link to a figure's entries; only on screen.</param>
    public async Task<LetterDocument> PaperAsync(FinancialYear year, DateOnly? asAt, Func<FigureEntries.Figure, string>? linkTo = null)
    {
        var view = await db.ReadAsync(work => YearOverview.GetAsync(work, year, asAt));
        var total = view.Total;
        return new()
        {
            Title = $"Community Safety Partnership budgets, {year}",
            IsPaper = true,
            Sender = new(office.FunderName, [], office.ContactEmail, ""),
            Blocks =
            [
                new Paragraph(asAt is { } day ? $"Figures as at {LondonTime.Date(day)}." : $"Figures for the whole year."),
                new Paragraph(
                    $"{view.SpentAll} of {view.Lines.Count} areas spent all of their allocation. {view.Lines.Count} areas had {total.Allocation} between them, {total.TopUp} of it underspend of {year.Previous}. They spent {total.Expenditure} on {view.Projects} projects and contributions, and {total.Remaining} remains."
                ),
                AreasOf(view, linkTo),
                ContributionsOf(view, linkTo),
                CentralOf(view, linkTo),
            ],
        };
    }

    /// <summary>The areas' table as CSV: the paper's cells without pound signs or commas.</summary>
    public async Task<string> CsvAsync(FinancialYear year, DateOnly? asAt)
    {
        var table = AreasOf(await db.ReadAsync(work => YearOverview.GetAsync(work, year, asAt)), null);
        return CsvText.Text(
            new[] { table.Columns.Select(column => column.Name).ToList() }
                .Concat(table.Rows.Append(table.Totals!))
                .Select(row =>
                    row.Select(cell => cell.Replace("£", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)).ToList()
                )
        );
    }

    /// <summary>Every table of the paper as an .xlsx file.</summary>
    public async Task<byte[]> XlsxAsync(FinancialYear year, DateOnly? asAt) =>
        FiguresWorkbook.Write((await PaperAsync(year, asAt)).Blocks.OfType<Figures>());

    private static Figures AreasOf(YearOverview.YearOverviewPage view, Func<FigureEntries.Figure, string>? linkTo) =>
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

    private static Figures ContributionsOf(YearOverview.YearOverviewPage view, Func<FigureEntries.Figure, string>? linkTo)
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

    private static Figures CentralOf(YearOverview.YearOverviewPage view, Func<FigureEntries.Figure, string>? linkTo) =>
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

    private static IReadOnlyList<string> Cells(YearOverview.AreaLine line, IEnumerable<LedgerColumn> columns) =>
        [line.Area, .. columns.Select(column => line[column].ToString())];

    /// <summary>A row's links. The first cell, the name, has none.</summary>
    private static IReadOnlyList<string?> Row(IEnumerable<string> links) => [null, .. links];
}
