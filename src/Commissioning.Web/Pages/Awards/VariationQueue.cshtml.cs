using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class VariationQueueModel(Variations changes) : PageModel
{
    public IReadOnlyList<Variations.VariationQueue> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await changes.WaitingAsync();
}
