using System.Security.Claims;
using System.Text;
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
                Pdf(
                    "application-form.pdf",
                    await pdf.WriteAsync(await BlankFormModel.PaperAsync(user, db, office, id), cancellation: stopping)
                )
        );
        routes.MapDownload(
            "/applications/{id:guid}/receipt.pdf",
            Permission.WriteApplications,
            async (Guid id, ClaimsPrincipal user, MyCopy copies, Office office, IPdfWriter pdf, CancellationToken stopping) =>
            {
                var mine = await copies.GetAsync(user.Actor(), id);
                return await CopyAsync(mine.Copy, mine.Sha256, mine.WhyNotAsReceived, office, pdf, stopping);
            }
        );
        routes.MapDownload(
            "/applications/{id:guid}/receipt.json",
            Permission.WriteApplications,
            async (Guid id, ClaimsPrincipal user, MyCopy copies) =>
                await copies.GetAsync(user.Actor(), id) is { Json: { } json } mine
                    ? Attachment($"{mine.Copy.Reference}.json", "application/json", Encoding.UTF8.GetBytes(json))
                    : throw new NotFoundException("Nothing was sent")
        );
        routes.MapDownload(
            "/applications/{id:guid}/earlier/{copy:guid}.json",
            Permission.WriteApplications,
            async (Guid id, Guid copy, ClaimsPrincipal user, MyCopy copies) => Earlier(await copies.EarlierAsync(user.Actor(), id), copy)
        );
        routes.MapDownload(
            "/submitted/{id:guid}/earlier/{copy:guid}.json",
            Permission.ViewRounds,
            async (Guid id, Guid copy, Db db) => Earlier(await db.ReadAsync(work => EarlierCopies.FilesAsync(work, id)), copy)
        );
        routes.MapDownload(
            "/submitted/{id:guid}.pdf",
            Permission.ViewRounds,
            async (Guid id, Db db, Office office, IPdfWriter pdf, CancellationToken stopping) =>
            {
                var sent = await db.ReadAsync(work => SubmittedCopy.GetAsync(work, id));
                return await CopyAsync(
                    sent.Copy,
                    sent.WhyNotAsReceived is null ? sent.Application.CopySha256 : null,
                    sent.WhyNotAsReceived,
                    office,
                    pdf,
                    stopping
                );
            }
        );
    }

    private static IResult Earlier(IReadOnlyList<EarlierCopies.EarlierFile> files, Guid copy) =>
        files.FirstOrDefault(file => file.Sent.Id == copy) is { Json: { } json } found
            ? Attachment(
                $"{found.Sent.Reference}-{found.Sent.SentAt:yyyyMMdd-HHmmss}.json",
                "application/json",
                Encoding.UTF8.GetBytes(json)
            )
            : throw new NotFoundException("Nothing was sent");

    private static async Task<IResult> CopyAsync(
        ApplicationCopy copy,
        string? sha256,
        string? warning,
        Office office,
        IPdfWriter pdf,
        CancellationToken stopping
    ) => Pdf($"{copy.Reference ?? "draft"}.pdf", await pdf.WriteAsync(CopyPaper.Of(copy, office, sha256, warning), cancellation: stopping));
}
