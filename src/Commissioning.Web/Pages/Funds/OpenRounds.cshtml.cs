using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[AllowAnonymous]
public sealed class OpenRoundsModel(OpenRounds rounds, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Round> Rounds { get; private set; } = [];
    public DateTime Now => clock.UtcNow();

    public async Task OnGetAsync() => Rounds = await rounds.ListAsync();
}
