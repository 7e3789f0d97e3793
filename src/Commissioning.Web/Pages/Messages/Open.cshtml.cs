using Commissioning.Features.Messages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Messages;

/// <summary>A short address in an e-mail leads on to its page, which asks for itself who may see it.</summary>
[AllowAnonymous]
public sealed class OpenModel : PageModel
{
    public IActionResult OnGet(string? path) => ShortLink.PathOf(path ?? "") is { } whole ? LocalRedirect(whole) : NotFound();
}
