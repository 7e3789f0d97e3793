using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class ReturnsModel(Db db) : PageModel
{
    public QuarterlyReturnQueries.QuarterlyReturn View { get; private set; } = null!;

    public async Task OnGetAsync(string year) =>
        View = await db.ReadAsync(work => QuarterlyReturnQueries.GetAsync(work, User.Actor(), YearRoute.Read(year), ownOnly: false));
}
