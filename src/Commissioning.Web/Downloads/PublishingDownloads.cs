using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class PublishingDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPublishedDownload(
            "/funded/projects/{id:guid}/photos/{photo:guid}",
            async (Guid id, Guid photo, PublicProject projects) =>
            {
                // Read from the database on each request, so that a withdrawn consent or unpublished page takes effect at once.
                var file = await projects.PhotoAsync(id, photo);
                // Shown in the page, so not an attachment.
                return Results.File(file.Content, file.ContentType);
            }
        );
        routes.MapPublishedDownload(
            "/decisions/public/{id:guid}.pdf",
            async (Guid id, PublicDecisions decisions, IPdfWriter pdf, CancellationToken stopping) =>
                Pdf("decision-notice.pdf", await pdf.WriteAsync(await decisions.GetAsync(id), cancellation: stopping))
        );
        routes.MapPublicDownload(
            "/open-data/grants/{month}.csv",
            async (string month, OpenGrants grants, HttpRequest request, HttpResponse response) =>
            {
                var (content, sha256) = await grants.FileAsync(MonthOf(month));
                return OpenFile(request, response, content, sha256);
            }
        );
        routes.MapPublicDownload(
            "/open-data/spending/{month}.csv",
            async (string month, OpenSpending spending, HttpRequest request, HttpResponse response) =>
            {
                var (content, sha256) = await spending.FileAsync(MonthOf(month));
                return OpenFile(request, response, content, sha256);
            }
        );
        routes.MapDownload(
            "/publishing/releases/{id:guid}.csv",
            Permission.PreparePublication,
            async (Guid id, ReleaseDesk desk) =>
            {
                var (kind, month, version, content) = await desk.VersionAsync(id);
                return Attachment(
                    $"{(kind == ReleaseKind.Grants ? "grants" : "spending")}-{ReleaseRules.Text(month)}-version-{version}.csv",
                    "text/csv",
                    content
                );
            }
        );
        routes.MapPublishedDownload(
            "/figures/{id:guid}/figures.csv",
            async (Guid id, FigureEditions editions) =>
            {
                var edition = await editions.GetPublicAsync(id);
                return edition.WithdrawnAt is null
                    ? Attachment("figures.csv", "text/csv", FigureEditions.Csv(edition))
                    : throw new NotFoundException("The edition was taken back");
            }
        );
    }

    private static DateOnly MonthOf(string text) => ReleaseRules.Parse(text) ?? throw new NotFoundException("No such month");

    /// <summary>Open data: the same bytes for everybody, for any page or program to read. Its tag is its hash, and caches ask each time, so
    /// that a file that was corrected is gone at the next request.</summary>
    private static IResult OpenFile(HttpRequest request, HttpResponse response, byte[] content, string sha256)
    {
        var tag = $"\"{sha256}\"";
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = tag;
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        // Signing in changes nothing of the file, and a weak tag of a cache between is still this one.
        return request.Headers.IfNoneMatch.Any(one => one == "*" || one?.Contains(tag, StringComparison.Ordinal) == true)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(content, "text/csv; charset=utf-8; header=present");
    }
}
