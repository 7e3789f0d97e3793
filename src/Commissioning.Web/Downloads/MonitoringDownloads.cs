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
            async (Guid id, Guid file, ClaimsPrincipal user, ReturnFiles files) =>
                Attachment(await files.OpenMineAsync(user.Actor(), id, file))
        );
        routes.MapDownload(
            "/monitoring/{id:guid}/review/files/{file:guid}",
            Permission.ReviewMonitoring,
            async (Guid id, Guid file, ReturnFiles files) => Attachment(await files.OpenAsync(id, file))
        );
    }
}
