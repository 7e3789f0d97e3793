using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets), EnableRateLimiting(RateLimits.Upload)]
public sealed class ReconcileModel(Db db, ReconcilePaper reconcile) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty]
    public IFormFile? Paper { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public DateParts AsAt { get; set; } = new();
    public IReadOnlyList<PaperReconciliations.Kept> Kept { get; private set; } = [];

    public async Task OnGetAsync() => Kept = await db.ReadAsync(work => PaperReconciliations.ListAsync(work, YearRoute.Read(BudgetYear)));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!AsAt.IsBlank && AsAt.WhyNotADate("the date") is { } wrong)
            return this.PageWithErrors(new(wrong, nameof(AsAt)));
        // A file that is too large is refused before it is read.
        if (Paper is { } paper && UploadRules.WhyTooLarge(paper.FileName, paper.Length, nameof(Paper)) is { } large)
            return this.PageWithErrors(large);
        var outcome = await reconcile.RunAsync(
            User.Actor(),
            YearRoute.Read(BudgetYear),
            Paper?.FileName,
            Paper is null ? null : await Paper.ReadBytesAsync(),
            Text,
            AsAt.ToDate()
        );
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Reconciliation(outcome.Value));
    }
}
