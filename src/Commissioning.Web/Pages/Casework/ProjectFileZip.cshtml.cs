using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.ViewAwards)]
public sealed class ProjectFileZipModel(DownloadProjectFile take) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var (name, content) = await take.ZipAsync(User.Actor(), id);
        return File(content, "application/zip", name);
    }
}
