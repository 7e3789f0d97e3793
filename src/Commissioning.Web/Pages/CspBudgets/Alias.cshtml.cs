using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class AliasModel(Db db, AddAreaAlias add) : PageModel
{
    [BindProperty]
    public AliasForm Form { get; set; } = new();
    public AreaQueries.Area Area { get; private set; } = null!;

    public sealed class AliasForm
    {
        public string? Alias { get; set; }
    }

    public async Task OnGetAsync(Guid area) => Area = await db.ReadAsync(work => AreaQueries.GetAsync(work, area));

    public async Task<IActionResult> OnPostAsync(Guid area)
    {
        await OnGetAsync(area);
        var outcome = await add.RunAsync(User.Actor(), area, Form.Alias);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Areas, "Saved");
    }
}
