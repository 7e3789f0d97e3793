using Commissioning.Domain.Audit;
using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

/// <summary>Confirmation needs a button press, because mail scanners open links.</summary>
[AllowAnonymous]
public sealed class ConfirmEmailModel(UserManager<Person> users) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        var person = await users.FindByIdAsync(Person.ToString());
        if (person is { EmailConfirmed: true })
            return this.Next(Links.Accounts.SignIn, "Your e-mail address is confirmed. Sign in to continue.");
        if (person is not null)
        {
            person.Doing = AuditAction.EmailConfirmed;
            if ((await users.ConfirmEmailAsync(person, Code ?? "")).Succeeded)
                return this.Next(Links.Accounts.SignIn, "Your e-mail address is confirmed. Sign in to continue.");
        }
        return this.PageWithErrors(
            new("This link has expired or is incomplete. Register again to get a new one, or copy the whole link from the message.")
        );
    }
}
