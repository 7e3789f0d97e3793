using System.Text;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
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
            "/past-rounds/template.xlsx",
            Permission.ManageRounds,
            async (PastTemplate template) => Attachment("past-round.xlsx", UploadRules.ContentTypes[".xlsx"], await template.WriteAsync())
        );
        routes.MapDownload(
            "/past-rounds/{id:guid}/file",
            Permission.ManageRounds,
            async (Guid id, ReadPastWorkbook workbook) => Attachment(await workbook.OpenFileAsync(id))
        );
        routes.MapDownload(
            "/past-rounds/{id:guid}/marked.xlsx",
            Permission.ManageRounds,
            async (Guid id, ReadPastWorkbook workbook) => Attachment(await workbook.MarkedAsync(id))
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
