using Commissioning.Domain.Accounts;
using Commissioning.Features.Audit;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Audit;

[Requires(Permission.ViewOutbox)]
public sealed class FilesModel(QuarantinedFiles files) : PageModel
{
    public QuarantinedFiles.QuarantinePage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await files.GetAsync();
}
