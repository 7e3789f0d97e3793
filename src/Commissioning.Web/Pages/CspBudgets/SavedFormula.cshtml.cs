using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class SavedFormulaModel(Db db, RequestLedgerPosting request) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Paper { get; set; }

    // Refusals about the formula or its amounts are shown above, because the page has no boxes for them.
    public AllocationFormulaQueries.SavedFormula Formula { get; private set; } = null!;
    public IReadOnlyList<AllocationFormulaQueries.PastYear> Past { get; private set; } = [];

    public async Task OnGetAsync() =>
        (Formula, Past) = await db.ReadAsync(async work =>
        {
            var formula = await AllocationFormulaQueries.FindAsync(work, Id);
            return (formula, await AllocationFormulaQueries.PastAsync(work, YearRoute.Read(formula.BudgetYear)));
        });

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        await OnGetAsync();
        var year = YearRoute.Read(Formula.BudgetYear);
        var outcome = await request.RunAsync(
            User.Actor(),
            new(
                year,
                LedgerRequestKind.Base,
                year.Start,
                Formula
                    .Content.Areas.Where(area => area.Share > Money.Zero)
                    .Select(area => new RequestLedgerPosting.Line(area.Id, area.Share))
                    .ToList(),
                Reason,
                Paper
            )
            {
                Formula = Id,
            }
        );
        if (outcome.IsDone)
            return this.Next(Links.CspBudgets.Request(outcome.Value), "Requested. Someone else approves it.");
        foreach (var refusal in outcome.Refusals)
            this.AddError(
                string.Equals(refusal.Field, nameof(Reason), StringComparison.OrdinalIgnoreCase)
                || string.Equals(refusal.Field, nameof(Paper), StringComparison.OrdinalIgnoreCase)
                    ? refusal.Field
                    : null,
                refusal.Sentence
            );
        return this.PageWithErrors();
    }
}
