using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class EditionModel(FigureEditions editions) : PageModel
{
    public FigureEditions.Edition View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => View = await editions.GetPublicAsync(id);
}
