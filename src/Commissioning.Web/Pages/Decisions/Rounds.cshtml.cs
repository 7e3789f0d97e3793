using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.ViewPapers)]
public sealed class RoundsModel(RoundList rounds) : PageModel
{
    public IReadOnlyList<Round> Rounds { get; private set; } = [];

    public async Task OnGetAsync() => Rounds = (await rounds.ListAsync()).Where(round => round.RecommendedAt is not null).ToList();
}
