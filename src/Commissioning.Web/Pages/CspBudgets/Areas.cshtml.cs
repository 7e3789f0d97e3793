using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class AreasModel(Db db) : PageModel
{
    public IReadOnlyList<AreaQueries.Area> Areas { get; private set; } = [];
    public IReadOnlyDictionary<Guid, AreaQueries.LastChange> Changes { get; private set; } = new Dictionary<Guid, AreaQueries.LastChange>();

    public async Task OnGetAsync() =>
        (Areas, Changes) = await db.ReadAsync(async work => (await AreaQueries.ListAsync(work), await AreaQueries.ChangesAsync(work)));
}
