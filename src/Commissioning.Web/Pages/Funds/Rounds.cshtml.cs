using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ViewRounds)]
public sealed class RoundsModel(RoundList rounds, Db db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Round> Rounds { get; private set; } = [];

    public IReadOnlyList<PastRounds.PastRound> Past { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Rounds = await rounds.ListAsync();
        Past = await db.ReadAsync(work => PastRounds.ListAsync(work));
    }

    public RoundPhase PhaseOf(Round round) => RoundRules.PhaseAt(round, clock.UtcNow());

    public static string Colour(RoundPhase phase) =>
        phase switch
        {
            RoundPhase.Draft or RoundPhase.Withdrawn => "grey",
            RoundPhase.Open => "green",
            RoundPhase.CheckPlan or RoundPhase.Recommended => "yellow",
            RoundPhase.Decided => "blue",
            _ => "turquoise",
        };
}
