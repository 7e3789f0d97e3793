using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class ProjectModel(Db db, DecideProject decide, FinishProject finish) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }
    public ProjectQueries.ProjectDetail View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => ProjectQueries.GetAsync(work, Id));

    public async Task<IActionResult> OnPostAsync(bool approve)
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        await OnGetAsync();
        var outcome = await decide.RunAsync(User.Actor(), Id, approve, Note);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(
                Links.CspBudgets.Project(Id),
                approve ? "Approved. Its cost is committed, and spending can be posted on it." : "Refused"
            );
    }

    public async Task<IActionResult> OnPostFinishAsync()
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        await OnGetAsync();
        var outcome = await finish.RunAsync(User.Actor(), Id);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Project(Id), "The project is finished");
    }
}
