using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class FundedModel(FundedProjects projects) : PageModel
{
    public IReadOnlyList<FundedProjects.Summary> Rounds { get; private set; } = [];

    public async Task OnGetAsync() => Rounds = await projects.RoundsAsync();
}
