using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class DecisionsModel(PublicDecisions decisions) : PageModel
{
    public PublicDecisions.DecisionPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await decisions.ListAsync(name => Request.Query[name].FirstOrDefault());
}
