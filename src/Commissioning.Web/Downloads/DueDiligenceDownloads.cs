using System.Globalization;
using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Lists;
using Commissioning.Platform.Spreadsheets;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class DueDiligenceDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDownload(
            "/due-diligence/check/{id:guid}/evidence",
            Permission.ViewRounds,
            async (Guid id, ClaimsPrincipal user, CheckEvidence evidence) => Attachment(await evidence.OpenAsync(user.Actor(), id))
        );
        routes.MapDownload(
            "/due-diligence/extracts/{id:int}/bad-lines.csv",
            Permission.ViewDueDiligence,
            async (int id, ImportRegister import) =>
                Attachment(
                    "bad-lines.csv",
                    ListFile.Csv,
                    CsvText.Write([
                        ["File", "Line", "Reason"],
                        .. (await import.BadLinesAsync(id)).Select(line =>
                            (IReadOnlyList<string>)[line.FileName, line.Line.ToString(CultureInfo.InvariantCulture), line.Reason]
                        ),
                    ])
                )
        );
        routes.MapDownload(
            "/due-diligence/funders/{id:guid}/bad-rows.csv",
            Permission.ViewDueDiligence,
            async (Guid id, Db db) =>
                Attachment(
                    "bad-rows.csv",
                    ListFile.Csv,
                    CsvText.Write([
                        ["Row", "Reason"],
                        .. (await db.ReadAsync(work => FunderFiles.BadRowsAsync(work, id))).Select(row =>
                            (IReadOnlyList<string>)[row.RowNumber.ToString(CultureInfo.InvariantCulture), row.Reason]
                        ),
                    ])
                )
        );
        routes.MapDownload(
            "/funds/{id:guid}/fraud/nfi.csv",
            Permission.CheckBankDetails,
            async (Guid id, ClaimsPrincipal user, ExportNfi nfi) =>
                Attachment("national-fraud-initiative.csv", ListFile.Csv, await nfi.RunAsync(user.Actor(), id))
        );
        routes.MapDownload(
            "/due-diligence/{id:guid}/summary.pdf",
            Permission.ViewDueDiligence,
            async (Guid id, AssuranceSummary summary, IPdfWriter pdf, CancellationToken stopping) =>
                Pdf("assurance-summary.pdf", await pdf.WriteAsync(await summary.OfApplicationAsync(id), cancellation: stopping))
        );
    }
}
