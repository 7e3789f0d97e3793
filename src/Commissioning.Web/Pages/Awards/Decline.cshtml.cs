using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.WriteApplications)]
public sealed class DeclineModel(AwardReader awards, DeclineOffer decline) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public AwardReader.AwardDetail View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await awards.GetMineAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await decline.RunAsync(User.Actor(), Id, Reason);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Awards.MyGrant(Id), "You have declined the grant");
    }
}
