using Commissioning.Domain.Accounts;
using Commissioning.Features.Organisations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Organisations;

[Requires(Permission.CheckBankDetails)]
public sealed class BankProofModel(BankDetails bank) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id) => this.Attachment(await bank.OpenProofAsync(User.Actor(), id));
}
