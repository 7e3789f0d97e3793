using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ViewRounds)]
public sealed class FundsModel(Db db) : PageModel
{
    public IReadOnlyList<FundQueries.Fund> All { get; private set; } = [];

    public async Task OnGetAsync() => All = await db.ReadAsync(FundQueries.ListAsync);
}
