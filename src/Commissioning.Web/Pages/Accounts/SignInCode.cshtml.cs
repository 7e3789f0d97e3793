using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Accounts;

[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInCodeModel(SignInService signIn) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync() =>
        await signIn.WithCodeAsync(Code ?? "") switch
        {
            SignInStep.Done => this.Next(this.LocalOr(ReturnUrl, Links.Casework.Work)),
            SignInStep.Used => this.PageWithErrors(new("That code was used already. Wait for the next one and enter it.", "Code")),
            _ => this.PageWithErrors(
                new(
                    "That code is wrong or has passed, or the account is locked for 15 minutes after five wrong tries. Enter the one your app shows now. If ten minutes have gone by, sign in again.",
                    "Code"
                )
            ),
        };
}
