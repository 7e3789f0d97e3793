using Commissioning.Features.Funds;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class PublicPastRoundModel(Db db, PastGrants grants) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public PastRounds.PastRound Round { get; private set; } = null!;
    public IReadOnlyList<PastGrants.PastGrant> Grants { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Round = await db.ReadAsync(work => PastRounds.GetAsync(work, Id));
        if (Round.PublishedAt is null)
            throw new NotFoundException("The public does not read this round");
        Grants = await grants.OfRoundAsync(Id);
    }
}
