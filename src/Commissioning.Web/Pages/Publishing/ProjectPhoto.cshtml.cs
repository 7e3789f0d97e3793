using Commissioning.Features.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

/// <summary>Read from the database on each request, so that a withdrawn consent or unpublished page takes effect at once.</summary>
[AllowAnonymous]
public sealed class ProjectPhotoModel(PublicProject projects) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid photo)
    {
        var file = await projects.PhotoAsync(id, photo);
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.CacheControl = "no-store";
        return File(file.Content, file.ContentType);
    }
}
