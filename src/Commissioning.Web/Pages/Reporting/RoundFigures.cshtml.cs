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

    [BindProperty(SupportsGet = true)]
    public string? Rows { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Columns { get; set; }
    public FiguresView View { get; private set; } = null!;

    public async Task OnGetAsync() =>
        View = new(
            await dashboard.OfRoundAsync(Id, Rows),
            Rows,
            Columns,
            Links.Reporting.RoundFigures(Id),
            format => Links.Reporting.RoundFiguresFile(Id, format, Rows, Columns)
        );
}
