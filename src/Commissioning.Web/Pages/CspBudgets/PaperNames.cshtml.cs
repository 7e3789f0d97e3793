using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class PaperNamesModel(Db db, PaperNames paperNames) : PageModel
{
    [BindProperty]
    public string Name { get; set; } = "";

    [BindProperty]
    public bool IsRow { get; set; }
    public IReadOnlyList<PaperNames.PaperName> Names { get; private set; } = [];
    public bool MayRemove => User.Can(Permission.PostToLedger) || User.Can(Permission.ApproveLedger);

    public async Task OnGetAsync() => Names = await db.ReadAsync(work => PaperNames.ListAsync(work));

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayRemove)
            return Forbid();
        var outcome = await paperNames.RemoveAsync(User.Actor(), IsRow, Name);
        await OnGetAsync();
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.PaperNames, "The word is removed");
    }
}
