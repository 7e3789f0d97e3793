using Commissioning.Domain.Accounts;
using Commissioning.Features.Audit;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Audit;

[Requires(Permission.ViewOutbox)]
public sealed class FilesModel(HeldFiles files) : PageModel
{
    public HeldFiles.View View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await files.GetAsync();
}
