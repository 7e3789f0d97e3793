using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class PapersModel(Db db) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";
    public IReadOnlyList<PanelPapers.PanelPaper> Papers { get; private set; } = [];

    public async Task OnGetAsync() => Papers = await db.ReadAsync(work => PanelPapers.ListAsync(work, YearRoute.Read(BudgetYear)));
}
