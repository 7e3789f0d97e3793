using Commissioning.Domain.Accounts;
using Commissioning.Features.Reporting;
using Commissioning.Platform.Data;
using Commissioning.Web.Pages.CspBudgets;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Reporting;

[Requires(Permission.ViewAwards)]
public sealed class BudgetsModel(Db db, MoneyWatch watch) : PageModel
{
    public MoneyWatch.BudgetYear View { get; private set; } = null!;
    public MoneyAlarms.Setting Setting { get; private set; } = null!;

    public async Task OnGetAsync(string year) =>
        (View, Setting) = (await watch.GetAsync(YearRoute.Read(year)), await db.ReadAsync(MoneyAlarms.SettingAsync));
}
