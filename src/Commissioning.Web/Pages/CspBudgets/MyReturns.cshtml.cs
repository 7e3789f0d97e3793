using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.SendCspReturns)]
public sealed class MyReturnsModel(QuarterlyReturns returns, YearOverview overview) : PageModel
{
    public IReadOnlyList<string> Years { get; private set; } = [];
    public QuarterlyReturns.View? View { get; private set; }

    public async Task OnGetAsync(string? year)
    {
        Years = await overview.YearsAsync();
        if ((year ?? Years.FirstOrDefault()) is { } shown) View = await returns.GetAsync(User.Actor(), YearRoute.Read(shown), ownOnly: true);
    }
}
