using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class PanelModel(PanelTable panelTable, IssuePanelPaper issue) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty]
    public string? Name { get; set; }
    public string? AsAt { get; private set; }
    public LetterDocument Paper { get; private set; } = null!;

    public async Task OnGetAsync(string? asAt)
    {
        var financial = YearRoute.Read(BudgetYear);
        var day = YearRoute.ReadDay(asAt, financial);
        (AsAt, Paper) = (
            YearRoute.Write(day),
            await panelTable.PaperAsync(
                financial,
                day,
                figure =>
                    figure.Account is { } account
                        ? Links.CspBudgets.AccountEntries(BudgetYear, account, YearRoute.Write(figure.AsAt))
                        : Links.CspBudgets.Entries(BudgetYear, figure.Column!.Value, figure.Area, YearRoute.Write(figure.AsAt))
            )
        );
    }

    public async Task<IActionResult> OnPostAsync(string? asAt)
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        var financial = YearRoute.Read(BudgetYear);
        var outcome = await issue.RunAsync(User.Actor(), financial, YearRoute.ReadDay(asAt, financial), Name);
        if (outcome.IsDone)
            return this.Next(Links.CspBudgets.Paper(outcome.Value), "The paper is issued and kept");
        await OnGetAsync(asAt);
        return this.PageWithErrors(outcome);
    }
}
