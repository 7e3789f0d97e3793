using Commissioning.Features.Accounts;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Accounts;

[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInModel(
    SignInService signIn,
    SignInManager<Person> identity,
    PeopleList people,
    AccountSettings settings,
    IHostEnvironment environment
) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }
    public IReadOnlyList<PeopleList.PeoplePage> Demonstration { get; private set; } = [];
    public string? DirectoryName => settings.Directory.IsOn ? settings.Directory.Name : null;

    public async Task OnGetAsync() => Demonstration = environment.IsDevelopment() ? await people.DemonstrationAsync() : [];

    public async Task<IActionResult> OnPostAsync() =>
        await AnswerAsync(
            await signIn.WithPasswordAsync(Email ?? "", Password ?? ""),
            new(
                "The e-mail address or password is wrong, the address is not confirmed yet, or the account is locked for 15 minutes after five wrong attempts. Check both, or reset your password.",
                nameof(Email)
            )
        );

    /// <summary>Options for the browser's passkey request. The challenge is in a cookie, so any node can handle the answer.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        Content(await identity.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential) =>
        await AnswerAsync(
            await signIn.WithPasskeyAsync(credential ?? ""),
            new(
                "That passkey did not work. It may have been removed from your account. Try again, or sign in with your password.",
                nameof(Email)
            )
        );

    private async Task<IActionResult> AnswerAsync(SignInStep step, Domain.Refusal wrong)
    {
        switch (step)
        {
            case SignInStep.Done:
                return this.Next(this.LocalOr(ReturnUrl, Links.Casework.Work));
            case SignInStep.CodeNeeded:
                return this.Next($"{Links.Accounts.SignInCode}?returnUrl={Uri.EscapeDataString(ReturnUrl ?? "")}");
        }
        await OnGetAsync();
        return this.PageWithErrors(
            step == SignInStep.DirectoryOnly
                ? new($"People who work for the office sign in with {settings.Directory.Name}. Use the button above.")
                : wrong
        );
    }
}
