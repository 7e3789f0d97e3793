using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class RequestsModel(Db db) : PageModel
{
    public LedgerRequestQueries.RequestPage View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) =>
        View = await db.ReadAsync(work => LedgerRequestQueries.ListAsync(work, number));
}
