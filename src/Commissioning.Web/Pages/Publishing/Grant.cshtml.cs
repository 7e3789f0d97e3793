using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class GrantModel(PublicGrantSearch grants, PublicProject projects) : PageModel
{
    public PublicGrants.Grant Grant { get; private set; } = null!;

    /// <summary>Null: the project is not closed, or has no page.</summary>
    public PublicProject.PublicProjectPage? Project { get; private set; }

    public async Task OnGetAsync(string reference)
    {
        Grant = await grants.GetAsync(reference);
        Project = Grant.HasPage ? await projects.GetAsync(Grant.Id) : null;
    }
}
