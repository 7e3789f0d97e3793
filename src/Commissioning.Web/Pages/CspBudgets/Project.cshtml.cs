using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class ProjectModel(Db db, DecideProject decide, WithdrawProjectApproval withdraw, FinishProject finish) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }
    public ProjectQueries.ProjectDetail View { get; private set; } = null!;

    public IReadOnlyList<LedgerRequest> Requests { get; private set; } = [];

    public async Task OnGetAsync() =>
        (View, Requests) = await db.ReadAsync(async work =>
            (await ProjectQueries.GetAsync(work, Id), await LedgerRequestQueries.OfProjectAsync(work, Id))
        );

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

    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        await OnGetAsync();
        var outcome = await withdraw.RunAsync(User.Actor(), Id, Note);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Project(Id), "The approval is taken back");
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
