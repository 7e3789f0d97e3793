using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger), EnableRateLimiting(RateLimits.Upload)]
public sealed class ImportModel(ImportSpending importSpending) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty]
    public IFormFile? Sheet { get; set; }

    public void OnGet() => YearRoute.Read(BudgetYear);

    public async Task<IActionResult> OnPostAsync()
    {
        if (Sheet is not { } file)
            return this.PageWithErrors(new("Choose a file first", nameof(Sheet)));
        var outcome = await importSpending.UploadAsync(
            User.Actor(),
            YearRoute.Read(BudgetYear),
            file.FileName,
            await file.ReadBytesAsync()
        );
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.ImportPreview(outcome.Value));
    }
}
