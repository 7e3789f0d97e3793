using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Lists;
using Commissioning.Web.Api;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class PublishingDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPublishedDownload(
            "/grants/photos/{id:guid}/{photo:guid}",
            async (Guid id, Guid photo, PublicProject projects) =>
            {
                // Read from the database on each request, so that a withdrawn consent or unpublished page takes effect at once.
                var file = await projects.PhotoAsync(id, photo);
                // Shown in the page, so not an attachment.
                return Results.File(file.Content, file.ContentType);
            }
        );
        routes.MapPublicDownload(
            "/grants.csv",
            async (HttpContext http, GrantCsv grants) =>
            {
                http.Response.ContentType = ListFile.Csv;
                http.Response.Headers.CacheControl = "no-cache";
                http.Response.Headers.ContentDisposition = "attachment; filename=grants.csv";
                if (!HttpMethods.IsHead(http.Request.Method))
                    await grants.WriteAsync(name => http.Request.Query[name].FirstOrDefault(), http.Response.Body);
            }
        );
        routes.MapPublishedDownload(
            "/grants/feed.atom",
            async (PublicFeed feed) => Results.Bytes(await feed.WriteAsync(), "application/atom+xml; charset=utf-8")
        );
        routes.MapPublishedDownload(
            "/sitemap.xml",
            async (SiteMap map) => Results.Bytes(await map.WriteAsync(), "application/xml; charset=utf-8")
        );
        routes.MapPublishedDownload(
            "/sitemap-{part:int}.xml",
            async (int part, SiteMap map) => Results.Bytes(await map.WriteAsync(part), "application/xml; charset=utf-8")
        );
        routes.MapPublicDownload("/robots.txt", (SiteMap map) => Results.Text(map.Robots(), "text/plain"));
        // Addresses of before.
        routes.MapPublicDownload("/funded", () => Results.Redirect(Links.Publishing.Rounds, permanent: true));
        routes.MapPublicDownload("/funded/{id:guid}", (Guid id) => Results.Redirect(Links.Publishing.Round(id), permanent: true));
        routes.MapPublicDownload(
            "/funded/projects/{id:guid}",
            async (Guid id, PublicGrantSearch grants) =>
                Results.Redirect(Links.Publishing.Grant((await grants.GetAsync(id)).Reference), permanent: true)
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
                    ListFile.Csv,
                    content
                );
            }
        );
        routes.MapOpenDownload(
            "/open-data/360giving.json",
            (HttpResponse response, GivingFile grants) =>
                OpenData.FileAsync(response, "360giving.json", "application/json", grants.JsonAsync)
        );
        routes.MapOpenDownload(
            "/open-data/360giving.csv",
            (HttpResponse response, GivingFile grants) => OpenData.FileAsync(response, "360giving.csv", ListFile.Csv, grants.CsvAsync)
        );
        routes.MapOpenDownload(
            "/open-data/csp/{year}.csv",
            (string year, HttpResponse response, CspData data) =>
                OpenData.FileAsync(
                    response,
                    $"csp-{year}.csv",
                    ListFile.Csv,
                    async stream => await stream.WriteAsync(await data.CsvAsync(year))
                )
        );
        routes
            .MapOpenDownload("/api/v1/grants", PublicApi.GrantsAsync)
            .InApi<ApiPage<ApiGrant>>("grants", "Published grants", "All of them, or those that fit every filter. 25 are on a page.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithMetadata(
                new ApiFilters("q", "year", "fund", "area", "priority", "from", "to", "sort", "page"),
                new ApiExample(new ApiPage<ApiGrant>([ApiGrant.Example], 1, 1, 1, null))
            );
        routes
            .MapOpenDownload("/api/v1/grants/{grant}", PublicApi.GrantAsync)
            .InApi<ApiGrant>("grant", "One published grant", "By its reference or its identifier.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithMetadata(new ApiExample(ApiGrant.Example));
        routes
            .MapOpenDownload("/api/v1/rounds", PublicApi.RoundsAsync)
            .InApi<ApiPage<ApiRound>>("rounds", "Decided rounds", "Rounds whose applicants know the decision, the newest first.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithMetadata(new ApiFilters("page"), new ApiExample(new ApiPage<ApiRound>([ApiRound.Example], 1, 1, 1, null)));
        routes
            .MapOpenDownload("/api/v1/decisions", PublicApi.DecisionsAsync)
            .InApi<ApiPage<ApiDecision>>("decisions", "Decisions", "The newest first. A notice that is withheld has no address.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithMetadata(new ApiFilters("page"), new ApiExample(new ApiPage<ApiDecision>([ApiDecision.Example], 1, 1, 1, null)));
        routes.MapPublishedDownload(
            "/figures/{id:guid}/figures.csv",
            async (Guid id, FigureEditions editions) =>
            {
                var edition = await editions.GetPublicAsync(id);
                return edition.WithdrawnAt is null
                    ? Attachment("figures.csv", ListFile.Csv, FigureEditions.Csv(edition))
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
