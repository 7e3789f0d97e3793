using Commissioning.Domain.Accounts;
using Commissioning.Domain.Reporting;
using Commissioning.Features.Reporting;
using Commissioning.Web.Pages.CspBudgets;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Reporting;

[Requires(Permission.ViewAwards)]
public sealed class FundBudgetModel(MoneyWatch watch) : PageModel
{
    public MoneyWatch.BudgetDetail View { get; private set; } = null!;

    public async Task OnGetAsync(string year, Guid id) => View = await watch.OneAsync(YearRoute.Read(year), MoneySubject.Fund, id);
}
