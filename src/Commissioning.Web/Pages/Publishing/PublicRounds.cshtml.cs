using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class PublicRoundsModel(PublicRounds rounds) : PageModel
{
    public PublicRounds.RoundLists View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await rounds.ListAsync();
}
