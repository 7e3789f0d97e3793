using Commissioning.Domain.Accounts;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class PaymentsDownloads
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDownload(
            "/payments/claims/{claim:guid}/receipts/{id:guid}",
            Permission.ViewAwards,
            async (Guid claim, Guid id, Features.Payments.Claims claims) => Attachment(await claims.OpenAsync(claim, id))
        );
}
