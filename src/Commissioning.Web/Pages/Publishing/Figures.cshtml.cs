using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class FiguresModel(FigureEditions editions) : PageModel
{
    public IReadOnlyList<FigureEditions.Edition> Editions { get; private set; } = [];

    public async Task OnGetAsync() => Editions = await editions.PublicAsync();
}
