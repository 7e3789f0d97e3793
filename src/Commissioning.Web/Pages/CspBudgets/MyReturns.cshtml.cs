using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.SendCspReturns)]
public sealed class MyReturnsModel(Db db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<string> Years { get; private set; } = [];
    public QuarterlyReturnQueries.QuarterlyReturn? View { get; private set; }

    /// <summary>What was paid to the lead councils of the person's areas.</summary>
    public IReadOnlyList<AreaPayments.MyAreaPayments> Payments { get; private set; } = [];

    public async Task OnGetAsync(string? year)
    {
        Years = await db.ReadAsync(YearOverview.YearsAsync);
        var now = FinancialYear.Of(clock.Today()).ToString();
        if ((year ?? (Years.Contains(now) ? now : Years.FirstOrDefault())) is { } shown)
            (View, Payments) = await db.ReadAsync(async work =>
            {
                var view = await QuarterlyReturnQueries.GetAsync(work, User.Actor(), YearRoute.Read(shown), ownOnly: true);
                return (view, await AreaPayments.MineAsync(work, User.Actor(), view.Year));
            });
    }
}
