using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class VariationQueueModel(Db db) : PageModel
{
    public IReadOnlyList<VariationQueries.VariationQueue> Rows { get; private set; } = [];

    public async Task OnGetAsync() => Rows = await db.ReadAsync(VariationQueries.WaitingAsync);
}
