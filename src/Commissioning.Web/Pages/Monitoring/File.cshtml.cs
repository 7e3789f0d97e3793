using Commissioning.Domain.Accounts;
using Commissioning.Features.Monitoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

[Requires(Permission.WriteApplications)]
public sealed class FileModel(ReturnFiles files) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid file) => this.Attachment(await files.OpenMineAsync(User.Actor(), id, file));
}
