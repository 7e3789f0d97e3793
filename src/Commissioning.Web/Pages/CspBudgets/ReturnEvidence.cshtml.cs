using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.SendCspReturns)]
public sealed class ReturnEvidenceModel(QuarterlyReturns returns) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid file) =>
        this.Attachment(await returns.OpenEvidenceAsync(User.Actor(), ownOnly: true, file));
}
