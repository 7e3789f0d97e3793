using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.SendCspReturns)]
public sealed class MyReturnsModel(Db db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<string> Years { get; private set; } = [];
    public QuarterlyReturnQueries.QuarterlyReturn? View { get; private set; }

    public async Task OnGetAsync(string? year)
    {
        Years = await db.ReadAsync(YearOverview.YearsAsync);
        var now = FinancialYear.Of(clock.Today()).ToString();
        if ((year ?? (Years.Contains(now) ? now : Years.FirstOrDefault())) is { } shown)
            View = await db.ReadAsync(work => QuarterlyReturnQueries.GetAsync(work, User.Actor(), YearRoute.Read(shown), ownOnly: true));
    }
}
