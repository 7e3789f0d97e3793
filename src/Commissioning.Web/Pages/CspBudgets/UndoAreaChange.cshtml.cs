using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class UndoAreaChangeModel(Db db, UndoAreaChange undo) : PageModel
{
    public AreaQueries.LastChange Last { get; private set; } = null!;

    public async Task OnGetAsync(Guid area) =>
        Last = (await db.ReadAsync(AreaQueries.ChangesAsync)).TryGetValue(area, out var last)
            ? last
            : throw new NotFoundException("No such area");

    public async Task<IActionResult> OnPostAsync(Guid area)
    {
        await OnGetAsync(area);
        var outcome = await undo.RunAsync(User.Actor(), area);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Areas, "Undone");
    }
}
