using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Accounts;

[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class ForgotPasswordModel(UserManager<Person> users, SendAccountEmail emails) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Domain.EmailAddress.Parse(Email) is not { } email)
            return this.PageWithErrors(new("Enter an e-mail address in the right form, such as name@example.com", nameof(Email)));
        if (await users.FindByEmailAsync(email) is { EmailConfirmed: true, PasswordHash: not null } person)
            await emails.ResetPasswordAsync(
                person,
                Links.Accounts.ResetPassword(person.Id, await users.GeneratePasswordResetTokenAsync(person))
            );
        return this.Next(Links.Accounts.SignIn, "If that address has an account, a link to choose a new password is on its way.");
    }
}
