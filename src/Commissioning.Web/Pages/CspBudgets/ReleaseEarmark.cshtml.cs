using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class ReleaseEarmarkModel(Db db, ReleaseEarmark release) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public Earmarks.Earmark Earmark { get; private set; } = null!;

    public async Task OnGetAsync() => Earmark = await db.ReadAsync(work => Earmarks.FindAsync(work, Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await release.RunAsync(User.Actor(), Id, Reason);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.CspBudgets.Area(Earmark.BudgetYear, Earmark.AreaId), "The earmark is released");
    }
}
