using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Web.Api;
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
        routes.MapOpenDownload(
            "/open-data/360giving.json",
            (HttpResponse response, GivingFile grants) =>
                OpenData.FileAsync(response, "360giving.json", "application/json", grants.JsonAsync)
        );
        routes.MapOpenDownload(
            "/open-data/360giving.csv",
            (HttpResponse response, GivingFile grants) => OpenData.FileAsync(response, "360giving.csv", "text/csv", grants.CsvAsync)
        );
        routes.MapOpenDownload(
            "/open-data/csp/{year}.csv",
            (string year, HttpResponse response, CspData data) =>
                OpenData.FileAsync(
                    response,
                    $"csp-{year}.csv",
                    "text/csv",
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
                    ? Attachment("figures.csv", "text/csv", FigureEditions.Csv(edition))
                    : throw new NotFoundException("The edition was taken back");
            }
        );
    }
}
