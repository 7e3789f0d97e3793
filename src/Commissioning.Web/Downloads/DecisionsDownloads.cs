using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Commissioning.Platform.Documents;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class DecisionsDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // The number is text here: one that cannot be read means the newest paper, as on the page.
        routes.MapDownload(
            "/decisions/{id:guid}/paper.pdf",
            Permission.ViewPapers,
            async (Guid id, string? number, RoundPapers papers, IPdfWriter pdf, CancellationToken stopping) =>
                Pdf("recommendation.pdf", await pdf.WriteAsync(await PaperAsync(papers, id, number), cancellation: stopping))
        );
        routes.MapDownload(
            "/decisions/{id:guid}/paper.docx",
            Permission.ViewPapers,
            async (Guid id, string? number, RoundPapers papers) =>
                Attachment("recommendation.docx", WordDocument.ContentType, WordDocument.Write(await PaperAsync(papers, id, number)))
        );
    }

    private static async Task<LetterDocument> PaperAsync(RoundPapers papers, Guid round, string? number) =>
        (await papers.GetAsync(round, int.TryParse(number, out var which) ? which : null)).WithAdded;
}
