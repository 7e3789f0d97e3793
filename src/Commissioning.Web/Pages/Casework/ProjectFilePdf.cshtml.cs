using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.ViewAwards)]
public sealed class ProjectFilePdfModel(DownloadProjectFile take) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id) => this.Attachment(await take.PdfAsync(User.Actor(), id));
}
