using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class WaitingChangesModel(AwardChanges changes) : PageModel
{
    public IReadOnlyList<AwardChanges.Waiting> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await changes.WaitingAsync();
}
