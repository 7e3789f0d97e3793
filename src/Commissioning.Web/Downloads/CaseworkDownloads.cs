using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class CaseworkDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDownload(
            "/projects/{id:guid}/file.pdf",
            Permission.ViewAwards,
            async (Guid id, ClaimsPrincipal user, DownloadProjectFile download) => Attachment(await download.PdfAsync(user.Actor(), id))
        );
        routes.MapDownload(
            "/projects/{id:guid}/file.zip",
            Permission.ViewAwards,
            async (Guid id, ClaimsPrincipal user, DownloadProjectFile download) =>
            {
                var (name, content) = await download.ZipAsync(user.Actor(), id);
                return Results.File(content, "application/zip", name);
            }
        );
    }
}
