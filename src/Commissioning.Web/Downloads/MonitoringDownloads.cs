using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Monitoring;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class MonitoringDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDownload(
            "/monitoring/{id:guid}/files/{file:guid}",
            Permission.WriteApplications,
            async (Guid id, Guid file, ClaimsPrincipal user, OpenMyReturnFile open) =>
                Attachment(await open.RunAsync(user.Actor(), id, file))
        );
        routes.MapDownload(
            "/monitoring/{id:guid}/review/files/{file:guid}",
            Permission.ReviewMonitoring,
            async (Guid id, Guid file, OpenReturnFile openReturnFile) => Attachment(await openReturnFile.RunAsync(id, file))
        );
        routes.MapDownload(
            "/monitoring/visits/{id:guid}/files/{file:guid}",
            Permission.ReviewMonitoring,
            async (Guid id, Guid file, OpenVisitFile openVisitFile) => Attachment(await openVisitFile.RunAsync(id, file))
        );
    }
}
