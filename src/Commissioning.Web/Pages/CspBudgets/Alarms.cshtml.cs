using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class AlarmsModel(Db db) : PageModel
{
    public CspAlarms.AlarmPage View { get; private set; } = null!;
    public CspAlarms.AlarmLimit Limit { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) =>
        (View, Limit) = await db.ReadAsync(async work => (await CspAlarms.ListAsync(work, number), await CspAlarms.LimitAsync(work)));
}
