using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class ReconcileModel(ReconcilePaper reconcile) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty]
    public string? Text { get; set; }
    public ReconcilePaper.PaperReconciliation? Result { get; private set; }

    public void OnGet() => YearRoute.Read(BudgetYear);

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await reconcile.RunAsync(YearRoute.Read(BudgetYear), Text ?? "", null);
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        Result = outcome.Value;
        return Page();
    }
}
