using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class PaymentsDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDownload(
            "/payments/claims/{claim:guid}/receipts/{id:guid}",
            Permission.ViewAwards,
            async (Guid claim, Guid id, Features.Payments.Claims claims) => Attachment(await claims.OpenAsync(claim, id))
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
