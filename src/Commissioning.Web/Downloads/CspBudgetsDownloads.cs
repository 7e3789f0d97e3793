using System.Security.Claims;
using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Documents;
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
                return Pdf($"csp-budgets-{year}.pdf", await pdf.WriteAsync(paper, stopping));
            }
        );
        routes.MapDownload(
            "/csp/{year}/panel.csv",
            Permission.ViewCspBudgets,
            async (string year, string? asAt, PanelTable table) =>
            {
                var financial = YearRoute.Read(year);
                var csv = await table.CsvAsync(financial, YearRoute.ReadDay(asAt, financial));
                return Attachment($"csp-budgets-{year}.csv", "text/csv", Encoding.UTF8.GetBytes(csv));
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
            "/csp/transactions/{id:guid}/evidence",
            Permission.ViewCspBudgets,
            async (Guid id, LedgerEvidence evidence) => Attachment(await evidence.OpenAsync(id))
        );
        routes.MapDownload(
            "/csp/returns/evidence/{file:guid}",
            Permission.ViewCspBudgets,
            async (Guid file, ClaimsPrincipal user, OpenQuarterlyEvidence open) =>
                Attachment(await open.RunAsync(user.Actor(), ownOnly: false, file))
        );
        routes.MapDownload(
            "/csp/my-returns/evidence/{file:guid}",
            Permission.SendCspReturns,
            async (Guid file, ClaimsPrincipal user, OpenQuarterlyEvidence openQuarterlyEvidence) =>
                Attachment(await openQuarterlyEvidence.RunAsync(user.Actor(), ownOnly: true, file))
        );
    }
}
