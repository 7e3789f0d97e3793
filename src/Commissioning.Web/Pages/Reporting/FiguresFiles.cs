using Commissioning.Domain.Documents;
using Commissioning.Features.Reporting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Reporting;

internal static class FiguresFiles
{
    /// <summary>The page's tables as csv or xlsx.</summary>
    public static IActionResult Figures(this PageModel page, AwardDashboard.AwardFiguresPage view, string format) =>
        format switch
        {
            "csv" => page.Attachment(new(Guid.Empty, "awards-in-figures.csv", "text/csv", AwardDashboard.Csv(view))),
            "xlsx" => page.Attachment(
                new(Guid.Empty, "awards-in-figures.xlsx", UploadRules.ContentTypes[".xlsx"], AwardDashboard.Xlsx(view))
            ),
            _ => page.NotFound(),
        };
}
