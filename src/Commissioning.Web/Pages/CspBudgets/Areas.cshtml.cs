using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class AreasModel(Db db) : PageModel
{
    public IReadOnlyList<AreaQueries.Area> Areas { get; private set; } = [];

    public async Task OnGetAsync() => Areas = await db.ReadAsync(AreaQueries.ListAsync);
}
