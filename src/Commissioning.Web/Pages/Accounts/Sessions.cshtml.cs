using Commissioning.Features.Accounts;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

[RequiresSignIn]
public sealed class SessionsModel(MySessions sessions, EndSession end, SignOutEverywhere endAll, SignInService signIn) : PageModel
{
    public MySessions.SessionsAndEvents View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await sessions.GetAsync(User.Actor().Id);

    public async Task<IActionResult> OnPostEndAsync(Guid session)
    {
        await end.RunAsync(User.Actor(), session, signIn.DeviceWords);
        return this.Next(Links.Accounts.Sessions, "That device is signed out. This can take up to a minute.");
    }

    public async Task<IActionResult> OnPostOthersAsync()
    {
        await endAll.RunAsync(User.Actor(), User.Session(), signIn.DeviceWords);
        return this.Next(Links.Accounts.Sessions, "You are signed out everywhere else. This can take up to a minute.");
    }

    public async Task<IActionResult> OnPostAllAsync()
    {
        await endAll.RunAsync(User.Actor(), null, signIn.DeviceWords);
        await SignedOutForms.SignOutAsync(HttpContext);
        return this.Next(Links.Home, "You are signed out everywhere.");
    }
}
