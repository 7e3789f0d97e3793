using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class PublicRoundModel(PublicRounds rounds) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public PublicRounds.RoundPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await rounds.GetAsync(Id, name => Request.Query[name].FirstOrDefault());
}
