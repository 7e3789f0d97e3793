using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.Pages.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class YearEndModel(Db db, SendYearEndLines send, GiveBackYearEndLines giveBack, ApproveYearEndLines approve) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    /// <summary>The version of the lines that the person saw.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Note { get; set; }
    public YearEndLines.JournalPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => YearEndLines.GetAsync(work, YearRoute.Read(BudgetYear)));

    public Task<IActionResult> OnPostSendAsync() =>
        DoneAsync(() => send.RunAsync(User.Actor(), YearRoute.Read(BudgetYear)), "The lines wait for a second person");

    public Task<IActionResult> OnPostApproveAsync() =>
        DoneAsync(() => approve.RunAsync(User.Actor(), YearRoute.Read(BudgetYear), Version), "The lines are approved and frozen");

    public Task<IActionResult> OnPostGiveBackAsync() =>
        DoneAsync(() => giveBack.RunAsync(User.Actor(), YearRoute.Read(BudgetYear), Note), "The lines can be changed again");

    private async Task<IActionResult> DoneAsync(Func<Task<Result>> run, string notice)
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        var outcome = await run();
        if (outcome.IsDone)
            return this.Next(Links.Payments.YearEnd(BudgetYear), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
