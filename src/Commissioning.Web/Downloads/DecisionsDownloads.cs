using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Documents;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class DecisionsDownloads
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDownload(
            "/decisions/{id:guid}/paper.pdf",
            Permission.ViewPapers,
            // The number is text here: one that cannot be read means the newest paper, as on the page.
            async (Guid id, string? number, RoundPapers papers, IPdfWriter pdf, CancellationToken stopping) =>
            {
                var view = await papers.GetAsync(id, int.TryParse(number, out var which) ? which : null);
                return Pdf("recommendation.pdf", await pdf.WriteAsync(view.Paper, cancellation: stopping));
            }
        );
}
