using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Features.Reporting;
using Commissioning.Platform.Lists;
using Commissioning.Web.Pages.CspBudgets;
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
        routes.MapDownload(
            "/budgets/{year}/figures.{format}",
            Permission.ViewAwards,
            async (string year, string format, MoneyWatch watch) =>
            {
                var view = await watch.GetAsync(YearRoute.Read(year));
                return format switch
                {
                    "csv" => Attachment($"budgets-{view.Year}.csv", ListFile.Csv, MoneyWatch.Csv(view)),
                    "xlsx" => Attachment($"budgets-{view.Year}.xlsx", UploadRules.ContentTypes[".xlsx"], MoneyWatch.Xlsx(view)),
                    _ => Results.NotFound(),
                };
            }
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
