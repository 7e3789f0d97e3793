using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ViewRounds)]
public sealed class FundsModel(FundList funds) : PageModel
{
    public IReadOnlyList<FundList.Fund> All { get; private set; } = [];

    public async Task OnGetAsync() => All = await funds.ListAsync();
}
