using Commissioning.Domain.Accounts;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Organisations;

[Requires(Permission.ViewDueDiligence)]
public sealed class BankQueueModel(Db db) : PageModel
{
    public BankDetailsQueries.BankDetailsQueue View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) =>
        View = await db.ReadAsync(work => BankDetailsQueries.QueueAsync(work, number));
}
