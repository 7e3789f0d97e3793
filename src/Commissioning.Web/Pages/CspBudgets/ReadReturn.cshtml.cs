using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class ReadReturnModel(Db db, ReadQuarterlyReturn read) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }
    public QuarterlyReturnQueries.CertifiedReturn View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => QuarterlyReturnQueries.CertifiedAsync(work, User.Actor(), Id));

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        await OnGetAsync();
        var outcome = await read.RunAsync(User.Actor(), Id, Note);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Returns(View.Year.ToString()), "Marked as read");
    }
}
