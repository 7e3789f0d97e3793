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
            SignInStep.Used => this.PageWithErrors(
                new("That code has already been used. Wait for the next one and enter it.", nameof(Code))
            ),
            _ => this.PageWithErrors(
                new(
                    "That code is wrong or has expired, or the account is locked for 15 minutes after five wrong attempts. Enter the code your app shows now. If more than ten minutes have passed, sign in again.",
                    nameof(Code)
                )
            ),
        };
}
