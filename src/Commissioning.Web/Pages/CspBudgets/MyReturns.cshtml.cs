using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.SendCspReturns)]
public sealed class MyReturnsModel(QuarterlyReturns returns, Db db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<string> Years { get; private set; } = [];
    public QuarterlyReturns.QuarterlyReturn? View { get; private set; }

    public async Task OnGetAsync(string? year)
    {
        Years = await db.ReadAsync(YearOverview.YearsAsync);
        var now = FinancialYear.Of(clock.Today()).ToString();
        if ((year ?? (Years.Contains(now) ? now : Years.FirstOrDefault())) is { } shown)
            View = await returns.GetAsync(User.Actor(), YearRoute.Read(shown), ownOnly: true);
    }
}
