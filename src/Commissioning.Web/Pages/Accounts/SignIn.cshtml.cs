using Commissioning.Features.Accounts;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Accounts;

[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInModel(SignInSteps signIn, PeopleList people, IHostEnvironment environment) : PageModel
{
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Password { get; set; }
    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }
    public IReadOnlyList<PeopleList.Found> Demonstration { get; private set; } = [];

    public async Task OnGetAsync() => Demonstration = environment.IsDevelopment() ? await people.DemonstrationAsync() : [];

    public async Task<IActionResult> OnPostAsync()
    {
        switch (await signIn.WithPasswordAsync(Email ?? "", Password ?? ""))
        {
            case SignInStep.Done: return this.Next(this.LocalOr(ReturnUrl, Links.Work));
            case SignInStep.CodeNeeded: return this.Next($"{Links.Accounts.SignInCode}?returnUrl={Uri.EscapeDataString(ReturnUrl ?? "")}");
            case SignInStep.Locked:
                await OnGetAsync();
                return this.PageWithErrors(new("This account is locked for 15 minutes after five wrong passwords. Wait, or reset your password."));
            default:
                await OnGetAsync();
                return this.PageWithErrors(new("The e-mail address or password is wrong, or the address is not confirmed yet. Check both, or reset your password.", "Email"));
        }
    }
}
