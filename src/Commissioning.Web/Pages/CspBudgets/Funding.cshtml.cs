using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class FundingModel(Db db) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";
    public FundingQueries.FundingPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => FundingQueries.GetAsync(work, YearRoute.Read(BudgetYear)));
}
