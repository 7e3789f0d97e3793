using Commissioning.Domain;
using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Accounts;

[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class RegisterModel(UserManager<Person> users, SendAccountEmail emails) : PageModel
{
    [BindProperty]
    public RegisterForm Form { get; set; } = new();

    public sealed class RegisterForm
    {
        public string? Name { get; set; }
        public string? Email { get; set; }
        public string? Password { get; set; }
    }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        var email = EmailAddress.Parse(Form.Email);
        if (Form.Name?.Trim() is not { Length: > 0 and <= 200 })
            this.AddError(nameof(Form.Name), "Enter your name");
        if (email is null)
            this.AddError(nameof(Form.Email), "Enter an e-mail address in the right form, such as name@example.com");
        var person = new Person { Email = email ?? "", DisplayName = Form.Name?.Trim() ?? "" };
        foreach (var validator in users.PasswordValidators)
            if (!(await validator.ValidateAsync(users, person, Form.Password ?? "")).Succeeded)
            {
                this.AddError(nameof(Form.Password), "Enter a password of 12 characters or more, with at least 5 different ones");
                break;
            }
        if (!ModelState.IsValid)
            return this.PageWithErrors();

        // The owner of the address is told; the person who typed it learns nothing about it.
        if (await users.FindByEmailAsync(email!) is { } existing)
            await emails.AlreadyRegisteredAsync(existing);
        else if ((await users.CreateAsync(person, Form.Password!)).Succeeded)
            await emails.ConfirmAsync(
                person,
                Links.Accounts.ConfirmEmail(person.Id, await users.GenerateEmailConfirmationTokenAsync(person))
            );
        return this.Next(Links.Accounts.CheckEmail);
    }
}
