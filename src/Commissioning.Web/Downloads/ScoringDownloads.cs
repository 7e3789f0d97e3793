using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Scoring;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class ScoringDownloads
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDownload(
            "/scoring/{id:guid}/pack.pdf",
            Permission.ScoreApplications,
            async (Guid id, ClaimsPrincipal user, ReaderPack pack, CancellationToken stopping) =>
                Attachment(await pack.WriteAsync(user.Actor(), id, stopping))
        );
}
