using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages;

[AllowAnonymous]
public sealed class IndexModel(OpenRounds rounds, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Round> Rounds { get; private set; } = [];
    public DateTime Now => clock.UtcNow();

    public async Task OnGetAsync() => Rounds = await rounds.ListAsync();
}
