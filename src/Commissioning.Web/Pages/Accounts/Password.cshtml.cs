using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Accounts;

/// <summary>A member of staff changes their password, and signs in with it again.</summary>
[RequiresSignIn, EnableRateLimiting(RateLimits.SignIn)]
public sealed class PasswordModel(UserManager<Person> users, SignInService signIn, StaffPassword staffPassword) : PageModel
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? Password { get; set; }
    public bool HasPassword { get; private set; }

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var person = await LoadAsync();
        if (!HasPassword || User.NeedsSecondFactor())
            return Forbid();
        if (!await signIn.HasPasswordAsync(person, Current))
            return this.PageWithErrors(
                new("That is not your password, or you have to wait 15 minutes after five wrong attempts", nameof(Current))
            );
        var saved = await staffPassword.ChangeAsync(person, Password);
        if (!saved.IsDone)
            return this.PageWithErrors(saved);
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return this.Next(Links.Accounts.StaffSignIn, "Your password is changed and you are signed out everywhere. Sign in with it.");
    }

    private async Task<Person> LoadAsync()
    {
        var person = (await users.GetUserAsync(User))!;
        HasPassword = person.PasswordHash is not null && User.Roles().Any(RolePermissions.IsStaff);
        return person;
    }
}
