using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.DecideRound)]
public sealed class CorrectionsModel(DecideRound decideRound) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public DecideRound.RoundToDecide View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await decideRound.GetAsync(User.Actor(), Id);
}
