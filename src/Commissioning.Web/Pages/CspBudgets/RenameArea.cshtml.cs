using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class RenameAreaModel(Db db, RenameArea rename) : PageModel
{
    [BindProperty]
    public RenameForm Form { get; set; } = new();
    public AreaQueries.Area Area { get; private set; } = null!;

    public sealed class RenameForm
    {
        public string? Name { get; set; }
    }

    public async Task OnGetAsync(Guid area) => Area = await db.ReadAsync(work => AreaQueries.GetAsync(work, area));

    public async Task<IActionResult> OnPostAsync(Guid area)
    {
        await OnGetAsync(area);
        var outcome = await rename.RunAsync(User.Actor(), area, Form.Name);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.CspBudgets.Areas, $"{Area.Name} is now {Form.Name!.Trim()}");
    }
}
