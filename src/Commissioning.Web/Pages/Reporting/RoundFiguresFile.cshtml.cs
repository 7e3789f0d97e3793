using Commissioning.Domain.Accounts;
using Commissioning.Features.Reporting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Reporting;

[Requires(Permission.ViewAwards)]
public sealed class RoundFiguresFileModel(AwardDashboard dashboard) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, string format) => this.Figures(await dashboard.OfRoundAsync(id), format);
}
