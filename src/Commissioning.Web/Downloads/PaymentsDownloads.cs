using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;
using Commissioning.Web.Pages.CspBudgets;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class PaymentsDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDownload(
            "/payments/claims/{claim:guid}/receipts/{id:guid}",
            Permission.ViewAwards,
            async (Guid claim, Guid id, Claims claims) => Attachment(await claims.OpenAsync(claim, id))
        );
        routes.MapDownload(
            "/payments/year-end/{year}/lines.{format}",
            Permission.ViewAwards,
            async (string year, string format, Db db) =>
            {
                var view = await db.ReadAsync(work => YearEndLines.GetAsync(work, YearRoute.Read(year)));
                return format switch
                {
                    "csv" => Attachment($"accruals-{year}.csv", ListFile.Csv, YearEndLines.Csv(view)),
                    "xlsx" => Attachment($"accruals-{year}.xlsx", UploadRules.ContentTypes[".xlsx"], YearEndLines.Xlsx(view)),
                    _ => Results.NotFound(),
                };
            }
        );
        routes.MapDownload(
            "/payments/recoveries/{id:guid}/invoice.pdf",
            Permission.ViewAwards,
            async (Guid id, RecoveryInvoicePdf invoices) =>
            {
                var (name, content) = await invoices.OfAsync(id);
                return Pdf(name, content);
            }
        );
        routes.MapDownload(
            "/csp/my-returns/invoices/{id:guid}.pdf",
            Permission.SendCspReturns,
            async (Guid id, ClaimsPrincipal user, RecoveryInvoicePdf invoices) =>
            {
                var (name, content) = await invoices.OfMyAreaAsync(user.Actor(), id);
                return Pdf(name, content);
            }
        );
        routes.MapDownload(
            "/applications/{id:guid}/money-back/{invoice:guid}.pdf",
            Permission.WriteApplications,
            async (Guid id, Guid invoice, ClaimsPrincipal user, RecoveryInvoicePdf invoices) =>
            {
                var (name, content) = await invoices.MineAsync(user.Actor(), id, invoice);
                return Pdf(name, content);
            }
        );
    }
}
