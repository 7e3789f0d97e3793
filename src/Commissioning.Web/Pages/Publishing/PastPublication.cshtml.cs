using Commissioning.Domain.Accounts;
using Commissioning.Features.Funds;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.PreparePublication)]
public sealed class PastPublicationModel(Db db, PastGrants grants, PublishPastRound publish, TakeDownPastRound takeDown) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public PastRounds.PastRound Round { get; private set; } = null!;
    public IReadOnlyList<PastGrants.PastGrant> Grants { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Round = await db.ReadAsync(work => PastRounds.GetAsync(work, Id));
        Grants = await grants.OfRoundAsync(Id);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.Publish))
            return Forbid();
        var done = await publish.RunAsync(User.Actor(), Id);
        if (done.IsDone)
            return this.Next(Links.Publishing.PastPublication(Id), "The public reads these grants");
        await OnGetAsync();
        return this.PageWithErrors(done);
    }

    public async Task<IActionResult> OnPostTakeDownAsync()
    {
        if (!User.Can(Permission.Publish))
            return Forbid();
        var done = await takeDown.RunAsync(User.Actor(), Id);
        if (done.IsDone)
            return this.Next(Links.Publishing.PastPublication(Id), "The public does not read them any more");
        await OnGetAsync();
        return this.PageWithErrors(done);
    }
}
