using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Accounts;

/// <summary>One page to sign in and to begin an account: a link and six digits are sent to the address, known or not.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInModel(
    SignInService signIn,
    SendSignInLink sendSignInLink,
    SignInManager<Person> identity,
    PeopleList people,
    EligibilityCookie cookie,
    StartRoute start,
    AccountSettings settings,
    IHostEnvironment environment
) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }
    public IReadOnlyList<PeopleList.PeoplePage> Demonstration { get; private set; } = [];

    /// <summary>What the person is about to apply for; null when they only sign in.</summary>
    public string? About { get; private set; }

    /// <summary>Whether a form that was sent without a session waits behind the sign-in.</summary>
    public bool HasSavedForm =>
        ReturnUrl?.StartsWith(
            Links.Accounts.SavedForm(Guid.Empty).Replace(Guid.Empty.ToString(), "", StringComparison.Ordinal),
            StringComparison.Ordinal
        ) == true;

    /// <summary>Whether a file was sent without a session, and is not kept.</summary>
    public bool HasLostFile => ReturnUrl?.EndsWith($"{SignedOutForms.LostFile}=file", StringComparison.Ordinal) == true;
    public string? DirectoryName => settings.Directory.IsOn ? settings.Directory.Name : null;

    public async Task OnGetAsync()
    {
        Demonstration = environment.IsDevelopment() ? await people.DemonstrationAsync() : [];
        About = await start.AboutAsync(ReturnUrl);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var sent = await sendSignInLink.RunAsync(
            Email,
            signIn.DeviceHash(),
            await signIn.NetworkHashAsync(),
            this.LocalOr(ReturnUrl, ""),
            cookie.Encrypted(StartAddress.RoundOf(ReturnUrl)),
            await start.AboutAsync(ReturnUrl)
        );
        if (sent.IsDone)
            return this.Next(Links.Accounts.CheckEmail(sent.Value!.Link), SignInLinkRules.WhyNotSent(sent.Value.IsSent));
        await OnGetAsync();
        return this.PageWithErrors(sent);
    }

    /// <summary>Options for the browser's passkey request. The challenge is in a cookie, so any node can handle the answer.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        Content(await identity.MakePasskeyRequestOptionsAsync(null), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? credential)
    {
        var step = await signIn.WithPasskeyAsync(credential ?? "");
        if (step == SignInStep.Done)
            return this.Next(this.LocalOr(ReturnUrl, Links.Casework.Work));
        await OnGetAsync();
        return this.PageWithErrors(
            step == SignInStep.DirectoryOnly
                ? new($"People who work for the office sign in with {settings.Directory.Name}. Use the button above.")
                : new(
                    "That passkey did not work. It may have been removed from your account. Try again, or sign in another way.",
                    nameof(Email)
                )
        );
    }
}
