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
