using Commissioning.Domain.Audit;
using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

[AllowAnonymous]
public sealed class ResetPasswordModel(UserManager<Person> users) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await users.FindByIdAsync(Person.ToString()) is not { } person)
            return Expired();
        person.Doing = AuditAction.PasswordReset;
        var result = await users.ResetPasswordAsync(person, Code ?? "", Password ?? "");
        if (result.Succeeded)
            return this.Next(Links.Accounts.SignIn, "Your password is changed. Sign in with your new password.");
        if (result.Errors.Any(error => error.Code == "InvalidToken"))
            return Expired();
        return this.PageWithErrors(new("Enter a password of 12 characters or more, with at least 5 different ones", nameof(Password)));
    }

    private PageResult Expired() =>
        this.PageWithErrors(new("This link has expired or has already been used. Ask for a new one on the sign-in page."));
}
