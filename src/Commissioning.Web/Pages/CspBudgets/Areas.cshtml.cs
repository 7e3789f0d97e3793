using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class AreasModel(Areas areas) : PageModel
{
    public IReadOnlyList<Areas.Area> Areas { get; private set; } = [];

    public async Task OnGetAsync() => Areas = await areas.ListAsync();
}
