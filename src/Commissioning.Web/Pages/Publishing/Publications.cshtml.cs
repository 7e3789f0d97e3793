using Commissioning.Domain.Accounts;
using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.PreparePublication)]
public sealed class PublicationsModel(GrantPublications publications) : PageModel
{
    public IReadOnlyList<GrantPublications.RoundSummary> Rounds { get; private set; } = [];

    public async Task OnGetAsync() => Rounds = await publications.RoundsAsync();
}
