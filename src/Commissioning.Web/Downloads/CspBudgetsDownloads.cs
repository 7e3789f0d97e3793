using System.Security.Claims;
using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Lists;
using Commissioning.Web.Pages.CspBudgets;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class CspBudgetsDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDownload(
            "/csp/{year}/panel.pdf",
            Permission.ViewCspBudgets,
            async (string year, string? asAt, PanelTable table, IPdfWriter pdf, CancellationToken stopping) =>
            {
                var financial = YearRoute.Read(year);
                var paper = await table.PaperAsync(financial, YearRoute.ReadDay(asAt, financial));
                return Pdf($"csp-budgets-{year}.pdf", await pdf.WriteAsync(paper, cancellation: stopping));
            }
        );
        routes.MapDownload(
            "/csp/{year}/panel.csv",
            Permission.ViewCspBudgets,
            async (string year, string? asAt, PanelTable table) =>
            {
                var financial = YearRoute.Read(year);
                var csv = await table.CsvAsync(financial, YearRoute.ReadDay(asAt, financial));
                return Attachment($"csp-budgets-{year}.csv", ListFile.Csv, Encoding.UTF8.GetBytes(csv));
            }
        );
        routes.MapDownload(
            "/csp/{year}/panel.xlsx",
            Permission.ViewCspBudgets,
            async (string year, string? asAt, PanelTable table) =>
            {
                var financial = YearRoute.Read(year);
                var xlsx = await table.XlsxAsync(financial, YearRoute.ReadDay(asAt, financial));
                return Attachment($"csp-budgets-{year}.xlsx", UploadRules.ContentTypes[".xlsx"], xlsx);
            }
        );
        routes.MapDownload(
            "/csp/papers/{id:guid}.pdf",
            Permission.ViewCspBudgets,
            async (Guid id, Db db, IPdfWriter pdf, CancellationToken stopping) =>
            {
                var paper = await db.ReadAsync(work => PanelPapers.GetAsync(work, id));
                return Pdf($"{NameOf(paper)}.pdf", await pdf.WriteAsync(paper.Document, cancellation: stopping));
            }
        );
        routes.MapDownload(
            "/csp/papers/{id:guid}.csv",
            Permission.ViewCspBudgets,
            async (Guid id, Db db) =>
            {
                var paper = await db.ReadAsync(work => PanelPapers.GetAsync(work, id));
                return Attachment($"{NameOf(paper)}.csv", ListFile.Csv, Encoding.UTF8.GetBytes(PanelTable.CsvOf(paper.Document)));
            }
        );
        routes.MapDownload(
            "/csp/papers/{id:guid}.xlsx",
            Permission.ViewCspBudgets,
            async (Guid id, Db db) =>
            {
                var paper = await db.ReadAsync(work => PanelPapers.GetAsync(work, id));
                return Attachment($"{NameOf(paper)}.xlsx", UploadRules.ContentTypes[".xlsx"], PanelTable.XlsxOf(paper.Document));
            }
        );
        routes.MapDownload(
            "/csp/sheets/{id:guid}.pdf",
            Permission.ViewCspBudgets,
            async (Guid id, Db db, IPdfWriter pdf, CancellationToken stopping) =>
            {
                var (sheet, document, _, _, _, _) = await db.ReadAsync(work => YearSheets.GetAsync(work, id));
                return Pdf(
                    $"csp-budgets-{sheet.BudgetYear}-sign-off-{sheet.Number}.pdf",
                    await pdf.WriteAsync(document, cancellation: stopping)
                );
            }
        );
        routes.MapDownload(
            "/csp/sheets/{id:guid}.json",
            Permission.ViewCspBudgets,
            async (Guid id, Db db) =>
            {
                var (sheet, json) = await db.ReadAsync(work => YearSheets.JsonAsync(work, id));
                return Attachment(
                    $"csp-budgets-{sheet.BudgetYear}-sign-off-{sheet.Number}.json",
                    "application/json",
                    Encoding.UTF8.GetBytes(json)
                );
            }
        );
        routes.MapDownload(
            "/csp/reconciliations/{id:guid}/file",
            Permission.ViewCspBudgets,
            async (Guid id, PaperReconciliations reconciliations) => Attachment(await reconciliations.OpenFileAsync(id))
        );
        routes.MapDownload(
            "/csp/reconciliations/{id:guid}.csv",
            Permission.ViewCspBudgets,
            async (Guid id, Db db) =>
            {
                var detail = await db.ReadAsync(work => PaperReconciliations.GetAsync(work, id));
                return Attachment(
                    "comparison.csv",
                    ListFile.Csv,
                    Encoding.UTF8.GetBytes(PanelTable.CsvOf(PaperReconciliations.TableOf(detail), detail.Reconciliation.Figures))
                );
            }
        );
        routes.MapDownload(
            "/csp/reconciliations/{id:guid}.xlsx",
            Permission.ViewCspBudgets,
            async (Guid id, Db db) =>
            {
                var detail = await db.ReadAsync(work => PaperReconciliations.GetAsync(work, id));
                return Attachment("comparison.xlsx", UploadRules.ContentTypes[".xlsx"], PaperReconciliations.XlsxOf(detail));
            }
        );
        routes.MapDownload(
            "/csp/{year}/entries.xlsx",
            Permission.ViewCspBudgets,
            async (string year, string? column, Guid? area, Guid? account, string? asAt, FigureEntries entries) =>
            {
                var figure = YearRoute.ReadFigure(year, column, area, account, asAt);
                return Attachment($"entries-{year}.xlsx", UploadRules.ContentTypes[".xlsx"], await entries.XlsxAsync(figure));
            }
        );
        routes.MapDownload(
            "/csp/transactions/{id:guid}/evidence",
            Permission.ViewCspBudgets,
            async (Guid id, LedgerEvidence evidence) => Attachment(await evidence.OpenAsync(id))
        );
        routes.MapDownload(
            "/csp/imports/{id:guid}/file",
            Permission.ViewCspBudgets,
            async (Guid id, ImportSpending import) => Attachment(await import.OpenFileAsync(id))
        );
        routes.MapDownload(
            "/csp/returns/evidence/{file:guid}",
            Permission.ViewCspBudgets,
            async (Guid file, ClaimsPrincipal user, OpenQuarterlyEvidence open) =>
                Attachment(await open.RunAsync(user.Actor(), ownOnly: false, file))
        );
        routes.MapDownload(
            "/csp/my-area/{year}/{area:guid}.csv",
            Permission.SendCspReturns,
            async (string year, Guid area, ClaimsPrincipal user, AreaStatement statement) =>
            {
                var (name, csv) = await statement.CsvAsync(user.Actor(), YearRoute.Read(year), area);
                return Attachment($"statement-{name}-{year}.csv", ListFile.Csv, Encoding.UTF8.GetBytes(csv));
            }
        );
        routes.MapDownload(
            "/csp/my-area/{year}/{area:guid}.xlsx",
            Permission.SendCspReturns,
            async (string year, Guid area, ClaimsPrincipal user, AreaStatement statement) =>
            {
                var (name, xlsx) = await statement.XlsxAsync(user.Actor(), YearRoute.Read(year), area);
                return Attachment($"statement-{name}-{year}.xlsx", UploadRules.ContentTypes[".xlsx"], xlsx);
            }
        );
        routes.MapDownload(
            "/csp/my-area/evidence/{id:guid}",
            Permission.SendCspReturns,
            async (Guid id, ClaimsPrincipal user, OpenQuarterlyEvidence open) => Attachment(await open.OfEntryAsync(user.Actor(), id))
        );
        routes.MapDownload(
            "/csp/my-returns/evidence/{file:guid}",
            Permission.SendCspReturns,
            async (Guid file, ClaimsPrincipal user, OpenQuarterlyEvidence openQuarterlyEvidence) =>
                Attachment(await openQuarterlyEvidence.RunAsync(user.Actor(), ownOnly: true, file))
        );
        routes.MapDownload(
            "/csp/my-returns/{year}/{area:guid}/{period}/workbook.xlsx",
            Permission.SendCspReturns,
            async (string year, Guid area, string period, ClaimsPrincipal user, WriteReturnWorkbook write) =>
            {
                var (name, xlsx) = await write.RunAsync(user.Actor(), YearRoute.Read(year), area, YearRoute.ReadPeriod(period));
                return Attachment(name, UploadRules.ContentTypes[".xlsx"], xlsx);
            }
        );
        routes.MapDownload(
            "/csp/my-returns/workbooks/{id:guid}/marked.xlsx",
            Permission.SendCspReturns,
            async (Guid id, ClaimsPrincipal user, ReadReturnWorkbook read) => Attachment(await read.MarkedAsync(user.Actor(), id))
        );
    }

    private static string NameOf(PanelPapers.PaperDetail paper) => $"csp-budgets-{paper.Paper.BudgetYear}-paper-{paper.Paper.Number}";
}
