using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewDueDiligence)]
public sealed class EvidenceModel(AwardConditions requirements) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid requirement) =>
        this.Attachment(await requirements.OpenAsync(id, requirement));
}
