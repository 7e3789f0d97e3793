using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class DecisionsModel(PublicDecisions decisions) : PageModel
{
    public IReadOnlyList<PublicDecisions.PublicDecision> All { get; private set; } = [];

    public async Task OnGetAsync() => All = await decisions.ListAsync();
}
