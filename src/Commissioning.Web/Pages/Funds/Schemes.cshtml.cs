using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ViewRounds)]
public sealed class SchemesModel(Schemes schemes) : PageModel
{
    public IReadOnlyList<Schemes.Scheme> All { get; private set; } = [];

    public async Task OnGetAsync() => All = await schemes.ListAsync();
}
