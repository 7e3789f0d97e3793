using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Monitoring;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class MonitoringDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDownload(
            "/monitoring/{id:guid}/files/{file:guid}",
            Permission.WriteApplications,
            async (Guid id, Guid file, ClaimsPrincipal user, OpenMyReturnFile open) =>
                Attachment(await open.RunAsync(user.Actor(), id, file))
        );
        routes.MapDownload(
            "/monitoring/{id:guid}/review/files/{file:guid}",
            Permission.ReviewMonitoring,
            async (Guid id, Guid file, OpenReturnFile openReturnFile) => Attachment(await openReturnFile.RunAsync(id, file))
        );
        routes.MapDownload(
            "/monitoring/visits/{id:guid}/files/{file:guid}",
            Permission.ReviewMonitoring,
            async (Guid id, Guid file, OpenVisitFile openVisitFile) => Attachment(await openVisitFile.RunAsync(id, file))
        );
        routes.MapDownload(
            "/applications/{id:guid}/use/to-sign.pdf",
            Permission.WriteApplications,
            async (Guid id, ClaimsPrincipal user, UseCertificatePdf pdf) =>
            {
                var (name, content) = await pdf.BlankAsync(user.Actor(), id);
                return Pdf(name, content);
            }
        );
        routes.MapDownload(
            "/applications/{id:guid}/use/{number:int}/signed",
            Permission.WriteApplications,
            async (Guid id, int number, ClaimsPrincipal user, UseCertificatePdf pdf) =>
                Attachment(await pdf.MineAsync(user.Actor(), id, number))
        );
        routes.MapDownload(
            "/applications/{id:guid}/use/statement",
            Permission.WriteApplications,
            async (Guid id, ClaimsPrincipal user, UseCertificatePdf pdf) => Attachment(await pdf.MyStatementAsync(user.Actor(), id))
        );
        routes.MapDownload(
            "/applications/{id:guid}/use/{number:int}/statement",
            Permission.WriteApplications,
            async (Guid id, int number, ClaimsPrincipal user, UseCertificatePdf pdf) =>
                Attachment(await pdf.MyStatementAsync(user.Actor(), id, number))
        );
        routes.MapDownload(
            "/monitoring/use/{id:guid}/{number:int}/signed",
            Permission.ViewAwards,
            async (Guid id, int number, UseCertificatePdf pdf) => Attachment(await pdf.OfAwardAsync(id, number))
        );
        routes.MapDownload(
            "/monitoring/use/{id:guid}/statement",
            Permission.ReviewMonitoring,
            async (Guid id, UseCertificatePdf pdf) => Attachment(await pdf.StatementAsync(id))
        );
        routes.MapDownload(
            "/monitoring/use/{id:guid}/{number:int}/statement",
            Permission.ReviewMonitoring,
            async (Guid id, int number, UseCertificatePdf pdf) => Attachment(await pdf.StatementAsync(id, number))
        );
    }
}
