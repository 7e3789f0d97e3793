using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class EvidenceModel(LedgerEvidence evidence) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id) => this.Attachment(await evidence.OpenAsync(id));
}
