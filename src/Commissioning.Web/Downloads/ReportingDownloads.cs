using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Features.Reporting;
using Commissioning.Platform.Lists;
using static Commissioning.Web.Downloads.DownloadEndpoints;

namespace Commissioning.Web.Downloads;

internal static class ReportingDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapDownload(
            "/awards/{id:guid}/figures.{format}",
            Permission.ViewAwards,
            async (Guid id, string format, AwardDashboard dashboard) => Figures(await dashboard.OfRoundAsync(id), format)
        );
        routes.MapDownload(
            "/funds/{id:guid}/figures.{format}",
            Permission.ViewAwards,
            async (Guid id, string format, AwardDashboard dashboard) => Figures(await dashboard.OfFundAsync(id), format)
        );
    }

    /// <summary>The page's tables as csv or xlsx.</summary>
    private static IResult Figures(AwardDashboard.AwardFiguresPage view, string format) =>
        format switch
        {
            "csv" => Attachment("awards-in-figures.csv", ListFile.Csv, AwardDashboard.Csv(view)),
            "xlsx" => Attachment("awards-in-figures.xlsx", UploadRules.ContentTypes[".xlsx"], AwardDashboard.Xlsx(view)),
            _ => Results.NotFound(),
        };
}
