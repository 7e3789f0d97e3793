using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class FundsDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPublicDownload(
            "/apply/{id:guid}/files/{file:guid}",
            async (Guid id, Guid file, OpenGuidanceFile open) => Attachment(await open.RunAsync(id, file))
        );
        routes.MapPublicDownload(
            "/funds/{id:guid}/letterhead/{file:guid}",
            async (Guid id, Guid file, OpenLetterheadLogo open) => Attachment(await open.RunAsync(id, file))
        );
        routes.MapDownload(
            "/rounds/{id:guid}/form.json",
            Permission.ManageRounds,
            async (Guid id, Db db) =>
            {
                var setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, id));
                var name = $"{setup.Round.Prefix}-{setup.Round.BudgetYear}-{setup.Round.Name}.json".Replace(' ', '-').ToLowerInvariant();
                return Attachment(name, "application/json", Encoding.UTF8.GetBytes(RoundFile.Write(setup)));
            }
        );
    }
}
