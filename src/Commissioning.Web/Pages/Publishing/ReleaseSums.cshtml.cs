using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.PreparePublication)]
public sealed class ReleaseSumsModel(ReleaseDesk desk) : PageModel
{
    public IReadOnlyList<ReleaseSums.Sum> Sums { get; private set; } = [];

    /// <summary>What has changed since counts its difference alone.</summary>
    public int Awards => Sums.Where(sum => sum.Where != ReleaseSums.Changed).Sum(sum => sum.Grants);

    public async Task OnGetAsync() => Sums = await desk.SumsAsync();
}
