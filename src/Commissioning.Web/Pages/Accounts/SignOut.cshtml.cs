using Commissioning.Features.Accounts;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

[AllowAnonymous]
public sealed class SignOutModel(SignOut sessions, SignInService signIn) : PageModel
{
    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (User.Session() is { } session)
            await sessions.RunAsync(User.Actor(), session, signIn.DeviceWords);
        await SignedOutForms.SignOutAsync(HttpContext);
        return this.Next(Links.Home, "You are signed out.");
    }
}
