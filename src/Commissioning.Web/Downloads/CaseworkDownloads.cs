using System.Security.Claims;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
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
        routes.MapDownload(
            "/mailings/received/{id:guid}/files/{file:guid}",
            Permission.SendLetters,
            async (Guid id, Guid file, ClaimsPrincipal user, OpenReceivedFile emails) =>
                Attachment(await emails.RunAsync(user.Actor(), id, file))
        );
        routes.MapDownload(
            "/submitted/{id:guid}/file.pdf",
            Permission.AnswerRequests,
            async (Guid id, ClaimsPrincipal user, DownloadAnswerFile download) =>
                Of(await download.RunAsync(user.Actor(), id, asBook: false))
        );
        routes.MapDownload(
            "/submitted/{id:guid}/file.xlsx",
            Permission.AnswerRequests,
            async (Guid id, ClaimsPrincipal user, DownloadAnswerFile download) =>
                Of(await download.RunAsync(user.Actor(), id, asBook: true))
        );
        routes.MapDownload(
            "/answers/{id:guid}/copy.pdf",
            Permission.AnswerRequests,
            async (Guid id, ClaimsPrincipal user, DownloadAnswer download) =>
                Of(await download.RunAsync(user.Actor(), id, DownloadAnswer.Part.Pdf))
        );
        routes.MapDownload(
            "/answers/{id:guid}/copy.xlsx",
            Permission.AnswerRequests,
            async (Guid id, ClaimsPrincipal user, DownloadAnswer download) =>
                Of(await download.RunAsync(user.Actor(), id, DownloadAnswer.Part.Book))
        );
        routes.MapDownload(
            "/answers/{id:guid}/log.csv",
            Permission.AnswerRequests,
            async (Guid id, ClaimsPrincipal user, DownloadAnswer download) =>
                Of(await download.RunAsync(user.Actor(), id, DownloadAnswer.Part.Log))
        );
        routes.MapDownload(
            "/answers/{id:guid}/log-for-the-office.csv",
            Permission.AnswerRequests,
            async (Guid id, ClaimsPrincipal user, DownloadAnswer download) =>
                Of(await download.RunAsync(user.Actor(), id, DownloadAnswer.Part.LogWithWords))
        );
        routes.MapDownload(
            "/answers/rounds/{id:guid}.zip",
            Permission.AnswerRequests,
            async (Guid id, ClaimsPrincipal user, DownloadBundle download) =>
            {
                var (name, content) = await download.RunAsync(user.Actor(), id);
                return Results.File(content, "application/zip", name);
            }
        );
    }

    // The page that has the link says why not, and shows none then.
    private static IResult Of(Result<StoredFile> file) =>
        file.FirstRefusal is { } refusal ? throw new NotFoundException(refusal.Sentence) : Attachment(file.Value!);
}
