using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
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
            "/audit/samples/{id:guid}/index.xlsx",
            Permission.SampleForAudit,
            async (Guid id, Db db) =>
            {
                var view = await db.ReadAsync(work => AuditSamples.GetAsync(work, id));
                return Attachment($"audit-sample-{view.Sample.Number}.xlsx", UploadRules.ContentTypes[".xlsx"], AuditSamples.Xlsx(view));
            }
        );
        routes.MapDownload(
            "/audit/samples/{id:guid}/evidence.zip",
            Permission.SampleForAudit,
            async (Guid id, ClaimsPrincipal user, DownloadSampleEvidence download) =>
            {
                var (name, content) = await download.ZipAsync(user.Actor(), id);
                return Results.File(content, "application/zip", name);
            }
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
