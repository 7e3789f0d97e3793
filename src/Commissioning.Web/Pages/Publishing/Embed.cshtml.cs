using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

/// <summary>The list of grants for a page of another site: the only page that others may frame, because it has no form and nothing that is
/// not public.</summary>
[AllowAnonymous, Revalidated]
public sealed class EmbedModel(PublicGrantSearch grants) : PageModel
{
    public PublicGrantSearch.GrantPage View { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        View = await grants.FindAsync(name => Request.Query[name].FirstOrDefault());
        SecurityHeaders.AllowFrames(Response.Headers);
    }
}
