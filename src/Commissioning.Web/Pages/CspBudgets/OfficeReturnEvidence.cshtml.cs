using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class OfficeReturnEvidenceModel(QuarterlyReturns returns) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid file) =>
        this.Attachment(await returns.OpenEvidenceAsync(User.Actor(), ownOnly: false, file));
}
