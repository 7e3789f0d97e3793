using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ViewRounds)]
public sealed class FundModel(Db db) : PageModel
{
    public FundQueries.FundPage View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => View = await db.ReadAsync(work => FundQueries.GetAsync(work, id));
}
