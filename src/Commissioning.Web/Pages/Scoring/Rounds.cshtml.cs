using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ScoreApplications)]
public sealed class RoundsModel(RoundList rounds, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Round> Rounds { get; private set; } = [];
    public DateTime Now => clock.UtcNow();

    public async Task OnGetAsync() => Rounds = await rounds.OfPanelMemberAsync(User.Actor().Id);
}
