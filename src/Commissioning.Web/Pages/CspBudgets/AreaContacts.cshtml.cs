using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class AreaContactsModel(QuarterlyReturns returns) : PageModel
{
    public IReadOnlyList<IGrouping<Guid, QuarterlyReturns.AreaContact>> People { get; private set; } = [];

    public async Task OnGetAsync() => People = (await returns.AreaContactsAsync()).GroupBy(row => row.PersonId).ToList();
}
