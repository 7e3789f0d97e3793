using System.Security.Claims;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
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
            "/projects/{id:guid}/file.zip",
            Permission.ViewAwards,
            async (Guid id, ClaimsPrincipal user, DownloadProjectFile download) =>
            {
                var (name, content) = await download.ZipAsync(user.Actor(), id);
                return Results.File(content, "application/zip", name);
            }
        );
        foreach (var (extension, asBook) in new[] { ("pdf", false), ("xlsx", true) })
            routes.MapDownload(
                $"/submitted/{{id:guid}}/file.{extension}",
                Permission.AnswerRequests,
                async (Guid id, ClaimsPrincipal user, DownloadAnswerFile download) => Of(await download.RunAsync(user.Actor(), id, asBook))
            );
        foreach (
            var (name, part) in new[]
            {
                ("copy.pdf", DownloadAnswer.Part.Pdf),
                ("copy.xlsx", DownloadAnswer.Part.Book),
                ("log.csv", DownloadAnswer.Part.Log),
                ("log-for-the-office.csv", DownloadAnswer.Part.LogWithWords),
            }
        )
            routes.MapDownload(
                $"/answers/{{id:guid}}/{name}",
                Permission.AnswerRequests,
                async (Guid id, ClaimsPrincipal user, DownloadAnswer download) => Of(await download.RunAsync(user.Actor(), id, part))
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
