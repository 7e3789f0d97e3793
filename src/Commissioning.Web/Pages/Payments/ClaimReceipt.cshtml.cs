using Commissioning.Domain.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewAwards)]
public sealed class ClaimReceiptModel(Features.Payments.Claims claims) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid claim, Guid id) => this.Attachment(await claims.OpenAsync(claim, id));
}
