using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.PreparePublication)]
public sealed class PublicationsModel(GrantPublications publications, Db db) : PageModel
{
    public IReadOnlyList<GrantPublications.RoundSummary> Rounds { get; private set; } = [];

    public IReadOnlyList<PastRounds.PastRound> Past { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Rounds = await publications.RoundsAsync();
        Past = (await db.ReadAsync(work => PastRounds.ListAsync(work))).Where(round => round.IsBroughtIn).ToList();
    }
}
