using Commissioning.Domain.Accounts;
using Commissioning.Features.Monitoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

[Requires(Permission.ReviewMonitoring)]
public sealed class ReviewFileModel(ReturnFiles files) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid file) => this.Attachment(await files.OpenAsync(id, file));
}
