using System.Security.Claims;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Features.Reporting;
using Commissioning.Platform.Documents;
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
            async (Guid id, string format, string? rows, string? columns, ClaimsPrincipal user, AwardDashboard dashboard) =>
                Shown(await dashboard.OfRoundAsync(id, rows), rows, columns, user, format)
        );
        routes.MapDownload(
            "/funds/{id:guid}/figures.{format}",
            Permission.ViewAwards,
            async (Guid id, string format, string? rows, string? columns, ClaimsPrincipal user, AwardDashboard dashboard) =>
                Shown(await dashboard.OfFundAsync(id, rows), rows, columns, user, format)
        );
        routes.MapDownload(
            "/office-figures/figures.{format}",
            Permission.ViewAwards,
            async (string format, string? year, string? fund, string? area, ClaimsPrincipal user, OfficeFigures figures) =>
            {
                var view = await figures.GetAsync(OfficeProjects.Filter.Of(year, fund, area), user.Can(Permission.ViewCspBudgets));
                return File(
                    "figures-of-the-office",
                    format,
                    new("Figures of the office", string.Join(" ", [$"{view.Asked}.", .. view.Gaps]), view.AsAt, user.Actor()),
                    view.Tables
                );
            }
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

    /// <summary>The table that the page shows; none of people.</summary>
    private static IResult Shown(AwardDashboard.AwardFiguresPage page, string? rows, string? columns, ClaimsPrincipal user, string format)
    {
        var (by, of, table) = page.Shown(rows, columns);
        return of == AwardDashboard.OfPeople
            ? Results.NotFound()
            : File("awards-in-figures", format, new(page.Name, $"Rows: {by.Name}; columns: {of.Name}", page.AsAt, user.Actor()), [table]);
    }

    private static IResult File(string name, string format, FiguresFile.Head head, IEnumerable<Figures> tables) =>
        format switch
        {
            "csv" => Attachment($"{name}.csv", ListFile.Csv, FiguresFile.Csv(head, tables)),
            "xlsx" => Attachment($"{name}.xlsx", UploadRules.ContentTypes[".xlsx"], FiguresFile.Xlsx(head, tables)),
            _ => Results.NotFound(),
        };
}
