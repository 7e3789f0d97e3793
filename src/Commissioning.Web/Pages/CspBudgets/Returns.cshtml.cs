using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class ReturnsModel(QuarterlyReturns returns) : PageModel
{
    public QuarterlyReturns.QuarterlyReturn View { get; private set; } = null!;

    public async Task OnGetAsync(string year) => View = await returns.GetAsync(User.Actor(), YearRoute.Read(year), ownOnly: false);
}
