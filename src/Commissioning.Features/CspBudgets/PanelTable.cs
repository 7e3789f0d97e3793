using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Letters;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commissioning.Features.CspBudgets;

/// <summary>
/// The table and paragraph for the Police and Crime Panel, drawn from the ledger. Counts stand where adjectives would; page, PDF and CSV
/// are written from the same cells, so they show the same pence.
/// </summary>
public sealed class PanelTable(YearOverview overview, Office office)
{
    public async Task<LetterDocument> PaperAsync(FinancialYear year, DateOnly? asAt)
    {
        var view = await overview.GetAsync(year, asAt);
        var total = view.Total;
        return new()
        {
            Title = $"Community Safety Partnership budgets, {year}", IsPaper = true, Sender = new(office.FunderName, [], office.ContactEmail, ""),
            Blocks =
            [
                new Paragraph(asAt is { } day ? $"Figures as at {LondonTime.Date(day)}." : $"Figures of the whole year."),
                new Paragraph($"{view.SpentAll} of {view.Lines.Count} areas spent all of their allocation. {view.Lines.Count} areas had {total.Allocation} between them, {total.TopUp} of it underspend of {year.Previous}. They spent {total.Expenditure} on {view.Projects} projects and contributions, and {total.Remaining} remains."),
                AreasOf(view), ContributionsOf(view), CentralOf(view),
            ],
        };
    }

    /// <summary>The areas' table as CSV: the cells of the paper without pound signs or commas.</summary>
    public async Task<string> CsvAsync(FinancialYear year, DateOnly? asAt)
    {
        var table = AreasOf(await overview.GetAsync(year, asAt));
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }))
        {
            foreach (var row in new[] { table.Columns.Select(column => column.Name).ToList() }.Concat(table.Rows.Append(table.Totals!)))
            {
                foreach (var cell in row) csv.WriteField(cell.Replace("£", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal));
                await csv.NextRecordAsync();
            }
        }
        return text.ToString();
    }

    /// <summary>Every table of the paper as an .xlsx file.</summary>
    public async Task<byte[]> XlsxAsync(FinancialYear year, DateOnly? asAt) => FiguresWorkbook.Write((await PaperAsync(year, asAt)).Blocks.OfType<Figures>());

    private static Figures AreasOf(YearOverview.View view) => new("Allocation and expenditure by area",
        [new("Area"), new("Base", true), new($"Underspend of {view.Year.Previous}", true), new("Vired", true), new("Allocation", true), new("Expenditure", true), new("Returned or carried", true), new("Remaining", true)],
        view.Lines.Select(Cells).ToList(), Cells(view.Total));

    private static Figures ContributionsOf(YearOverview.View view) => new("Contributions to hosted schemes, counted in expenditure above",
        [new("Area"), new("Contribution", true)], view.Lines.Where(line => line.Contributed != Money.Nil).Select(line => (IReadOnlyList<string>)[line.Area, line.Contributed.ToString()]).ToList(), ["Total", view.Total.Contributed.ToString()]);

    private static Figures CentralOf(YearOverview.View view) => new("Central spending across the areas",
        [new("Paid to"), new("Amount", true)], view.Payees.Select(payee => (IReadOnlyList<string>)[payee.Name, payee.Amount.ToString()]).ToList(), ["Total", view.Payees.Sum(payee => payee.Amount).ToString()]);

    private static IReadOnlyList<string> Cells(YearOverview.Line line) =>
        [line.Area, line.Base.ToString(), line.TopUp.ToString(), line.Vired.ToString(), line.Allocation.ToString(), line.Expenditure.ToString(), line.Returned.ToString(), line.Remaining.ToString()];
}
