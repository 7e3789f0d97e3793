using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewRounds)]
public sealed class EvidenceModel(CheckEvidence evidence) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id) => this.Attachment(await evidence.OpenAsync(User.Actor(), id));
}
