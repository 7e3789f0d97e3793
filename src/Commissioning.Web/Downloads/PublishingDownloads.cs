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
        routes.MapOpenDownload(
            "/grants.csv",
            (HttpContext http, GrantCsv grants) =>
                OpenData.FileAsync(
                    http.Response,
                    "grants.csv",
                    ListFile.Csv,
                    stream => grants.WriteAsync(name => http.Request.Query[name].FirstOrDefault(), stream)
                )
        );
        routes
            .MapOpenDownload(
                "/grants/feed.atom",
                async (PublicFeed feed) => Results.Bytes(await feed.WriteAsync(), "application/atom+xml; charset=utf-8")
            )
            .WithMetadata(new RevalidatedAttribute());
        routes.MapPublishedDownload(
            "/sitemap.xml",
            async (SiteMap map) => Results.Bytes(await map.WriteAsync(), "application/xml; charset=utf-8")
        );
        routes.MapPublishedDownload(
            "/sitemap-{part}.xml",
            async (string part, SiteMap map) =>
                Results.Bytes(
                    await map.WriteAsync(int.TryParse(part, out var number) ? number : throw new NotFoundException("No such part")),
                    "application/xml; charset=utf-8"
                )
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
        routes.MapOpenDownload(
            "/open-data/grants/{month}.csv",
            async (string month, OpenReleases files, HttpResponse response) =>
                OpenFile(response, $"grants-{month}.csv", await files.FileAsync(ReleaseKind.Grants, MonthOf(month)))
        );
        routes.MapOpenDownload(
            "/open-data/spending/{month}.csv",
            async (string month, OpenReleases files, HttpResponse response) =>
                OpenFile(response, $"spending-{month}.csv", await files.FileAsync(ReleaseKind.Spending, MonthOf(month)))
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
            (HttpResponse response, GivingFile grants, UntilChanged kept) =>
                OpenData.FileAsync(response, "360giving.json", "application/json", grants.JsonAsync, kept)
        );
        routes.MapOpenDownload(
            "/open-data/360giving.csv",
            (HttpResponse response, GivingFile grants, UntilChanged kept) =>
                OpenData.FileAsync(response, "360giving.csv", ListFile.Csv, grants.CsvAsync, kept)
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
            .Produces<ApiRefusal>(StatusCodes.Status400BadRequest, "application/problem+json")
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
            .Produces<ApiRefusal>(StatusCodes.Status400BadRequest, "application/problem+json")
            .WithMetadata(new ApiFilters("page"), new ApiExample(new ApiPage<ApiRound>([ApiRound.Example], 1, 1, 1, null)));
        routes
            .MapOpenDownload("/api/v1/decisions", PublicApi.DecisionsAsync)
            .InApi<ApiPage<ApiDecision>>("decisions", "Decisions", "The newest first. A notice that is withheld has no address.")
            .Produces<ApiRefusal>(StatusCodes.Status400BadRequest, "application/problem+json")
            .WithMetadata(new ApiFilters("page"), new ApiExample(new ApiPage<ApiDecision>([ApiDecision.Example], 1, 1, 1, null)));
        routes
            .MapOpenDownload("/api/v1/releases", PublicApi.ReleasesAsync)
            .InApi<ApiPage<ApiRelease>>(
                "releases",
                "Files of months",
                "The files of grants and of other spending that the law asks for each month, the newest month first."
            )
            .Produces<ApiRefusal>(StatusCodes.Status400BadRequest, "application/problem+json")
            .WithMetadata(new ApiFilters("kind", "page"), new ApiExample(new ApiPage<ApiRelease>([ApiRelease.Example], 1, 1, 1, null)));
        routes.MapOpenDownload("/api/{*path}", PublicApi.NoSuchAddress);
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

    /// <summary>A file as it was released. Its tag is its hash, and caches ask each time, so that a file that was corrected is gone at the
    /// next request.</summary>
    private static IResult OpenFile(HttpResponse response, string name, (byte[] Content, string Sha256) file)
    {
        response.Headers.CacheControl = "no-cache";
        return Results.Bytes(file.Content, "text/csv; charset=utf-8; header=present", name, entityTag: new($"\"{file.Sha256}\""));
    }
}
