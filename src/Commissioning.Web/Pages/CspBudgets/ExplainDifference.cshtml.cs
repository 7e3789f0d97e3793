using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class ExplainDifferenceModel(Db db, PaperReconciliations reconciliations) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public int Line { get; set; }

    [BindProperty]
    public string? Explanation { get; set; }
    public PaperReconciliations.KeptLine Difference { get; private set; } = null!;

    private bool MayExplain => User.Can(Permission.PostToLedger) || User.Can(Permission.ApproveLedger);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!MayExplain)
            return Forbid();
        await LoadAsync();
        Explanation = Difference.Explanation;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayExplain)
            return Forbid();
        var outcome = await reconciliations.ExplainAsync(User.Actor(), Id, Line, Explanation);
        await LoadAsync();
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Reconciliation(Id), "The explanation is saved");
    }

    private async Task LoadAsync() =>
        Difference =
            (await db.ReadAsync(work => PaperReconciliations.GetAsync(work, Id)))
                .Of(PaperLineKind.Differs, PaperLineKind.Arithmetic, PaperLineKind.NotUnderstood, PaperLineKind.NotInLedger)
                .FirstOrDefault(line => line.Number == Line)
            ?? throw new NotFoundException("No such difference");
}
