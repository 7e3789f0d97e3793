using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class AddEvidenceModel(AddLedgerEvidence add) : PageModel
{
    /// <summary>The page that the person came from.</summary>
    [FromQuery]
    public string? Back { get; set; }

    [BindProperty]
    public IFormFile? Evidence { get; set; }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Evidence is null)
            return this.PageWithErrors(new("Choose a file first", nameof(Evidence)));
        if (await this.ReadUploadAsync(Evidence, nameof(Evidence)) is not { } evidence)
            return this.PageWithErrors();
        var outcome = await add.RunAsync(User.Actor(), id, evidence);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(this.LocalOr(Back, Links.CspBudgets.Years), "The evidence is filed");
    }
}
