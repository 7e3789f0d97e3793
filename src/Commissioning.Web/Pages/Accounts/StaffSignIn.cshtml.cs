using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Accounts;

[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class StaffSignInModel(SignInService signIn, AccountSettings settings) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync() =>
        await signIn.WithPasswordAsync(Email ?? "", Password ?? "") switch
        {
            SignInStep.Done => this.Next(this.LocalOr(ReturnUrl, Links.Casework.Work)),
            SignInStep.CodeNeeded => this.Next($"{Links.Accounts.SignInCode}?returnUrl={Uri.EscapeDataString(ReturnUrl ?? "")}"),
            SignInStep.DirectoryOnly => this.PageWithErrors(new($"People who work for the office sign in with {settings.Directory.Name}.")),
            _ => this.PageWithErrors(
                new(
                    "The e-mail address or password is wrong, or you have to wait 15 minutes after five wrong attempts. Check both, or choose a new password.",
                    nameof(Email)
                )
            ),
        };
}
