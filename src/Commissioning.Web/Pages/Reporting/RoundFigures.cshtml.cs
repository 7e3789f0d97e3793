using Commissioning.Domain.Accounts;
using Commissioning.Features.Reporting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Reporting;

[Requires(Permission.ViewAwards)]
public sealed class RoundFiguresModel(AwardDashboard dashboard) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public AwardDashboard.AwardFiguresPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await dashboard.OfRoundAsync(Id);
}
