using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class SpeakersModel(QuarterlyReturns returns) : PageModel
{
    public IReadOnlyList<IGrouping<Guid, QuarterlyReturns.Speaker>> People { get; private set; } = [];

    public async Task OnGetAsync() => People = (await returns.SpeakersAsync()).GroupBy(row => row.PersonId).ToList();
}
