using Commissioning.Domain.Accounts;
using Commissioning.Features.Operations;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Operations;

[Requires(Permission.ViewOutbox)]
public sealed class FilesModel(QuarantinedFiles files) : PageModel
{
    public QuarantinedFiles.QuarantinePage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await files.GetAsync();
}
