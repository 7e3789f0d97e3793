using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.Pages.CspBudgets;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewCspBudgets)]
public sealed class AreasModel(Db db) : PageModel
{
    public AreaPayments.AreaPaymentsYear View { get; private set; } = null!;

    public async Task OnGetAsync(string year) => View = await db.ReadAsync(work => AreaPayments.OfYearAsync(work, YearRoute.Read(year)));
}
