using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ViewRounds)]
public sealed class FundModel(FundList funds) : PageModel
{
    public FundList.FundPage View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => View = await funds.GetAsync(id);
}
