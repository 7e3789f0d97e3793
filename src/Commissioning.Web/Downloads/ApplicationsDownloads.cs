using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Web.Pages.Applications;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class ApplicationsDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPublicDownload(
            "/apply/{id:guid}/blank-form.pdf",
            async (Guid id, ClaimsPrincipal user, Db db, Office office, IPdfWriter pdf, CancellationToken stopping) =>
                Pdf("application-form.pdf", await pdf.WriteAsync(await BlankFormModel.PaperAsync(user, db, office, id), stopping))
        );
        routes.MapDownload(
            "/applications/{id:guid}/receipt.pdf",
            Permission.WriteApplications,
            async (Guid id, ClaimsPrincipal user, MyCopy copies, Office office, IPdfWriter pdf, CancellationToken stopping) =>
                await CopyAsync(await copies.GetAsync(user.Actor(), id), office, pdf, stopping)
        );
        routes.MapDownload(
            "/submitted/{id:guid}.pdf",
            Permission.ViewRounds,
            async (Guid id, Db db, Office office, IPdfWriter pdf, CancellationToken stopping) =>
                await CopyAsync((await db.ReadAsync(work => SubmittedCopy.GetAsync(work, id))).Copy, office, pdf, stopping)
        );
    }

    private static async Task<IResult> CopyAsync(ApplicationCopy copy, Office office, IPdfWriter pdf, CancellationToken stopping) =>
        Pdf($"{copy.Reference ?? "draft"}.pdf", await pdf.WriteAsync(CopyPaper.Of(copy, office), stopping));
}
