using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

[Requires(Permission.ViewModeration)]
public sealed class RoundsModel(RoundList rounds, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Round> Rounds { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var mine = User.Can(Permission.ViewRounds) ? await rounds.ListAsync() : await rounds.OfPanelMemberAsync(User.Actor().Id);
        Rounds = mine.Where(round => round.PublishedAt is not null && RoundRules.MayAssess(round, clock.UtcNow())).ToList();
    }
}
