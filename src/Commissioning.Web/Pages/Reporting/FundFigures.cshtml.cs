using Commissioning.Domain.Accounts;
using Commissioning.Features.Reporting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Reporting;

[Requires(Permission.ViewAwards)]
public sealed class FundFiguresModel(AwardDashboard dashboard) : PageModel
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
            await dashboard.OfFundAsync(Id, Rows),
            Rows,
            Columns,
            Links.Reporting.FundFigures(Id),
            format => Links.Reporting.FundFiguresFile(Id, format, Rows, Columns)
        );
}
