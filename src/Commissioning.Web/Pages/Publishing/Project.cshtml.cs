using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class ProjectModel(PublicProject projects) : PageModel
{
    public PublicProject.PublicProjectPage View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => View = await projects.GetAsync(id);
}
