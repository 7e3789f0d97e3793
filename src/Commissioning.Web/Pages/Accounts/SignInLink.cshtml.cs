using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Accounts;

/// <summary>What a link in an e-mail opens. Opening it does nothing, because mail scanners open links; a button signs in, or saves the
/// password of a member of staff.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInLinkModel(
    Db db,
    SignInService signIn,
    UserManager<Person> users,
    StaffPassword staffPassword,
    SendSignInLink sendSignInLink,
    RegisterPerson registerPerson,
    AccountSettings settings,
    EligibilityCookie cookie,
    StartRoute start,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }
    public SignInLinkState State { get; private set; } = SignInLinkState.Unknown;
    public string Email { get; private set; } = "";
    public bool OtherDevice { get; private set; }
    public bool AskName { get; private set; }
    public bool AskPassword { get; private set; }

    /// <summary>The directory that this member of staff signs in with; null when it is a password.</summary>
    public string? MustUse { get; private set; }

    /// <summary>What the person is about to apply for; null when they only sign in.</summary>
    public string? About { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var found = await FoundAsync();
        // Opened again by somebody who is signed in with it: nothing is in the way.
        if (Owner is { } owner && User.Identity?.IsAuthenticated == true && User.Actor().Id == owner && !AskPassword)
            return this.Next(this.LocalOr(ReturnUrl, Links.Casework.Work));
        return found is null ? this.PageWithErrors(Why) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FoundAsync() is not { } link || MustUse is not null)
            return this.PageWithErrors(Why);
        if (AskName)
        {
            var registered = await registerPerson.RunAsync(link.Email, Name);
            if (!registered.IsDone)
                return this.PageWithErrors(registered);
        }
        if (AskPassword)
        {
            var saved = await staffPassword.SetAsync((await users.FindByEmailAsync(link.Email))!, link.Id, Password);
            return saved.IsDone
                ? this.Next(
                    $"{Links.Accounts.StaffSignIn}?returnUrl={Uri.EscapeDataString(link.ReturnUrl ?? "")}",
                    "Your password is saved. Sign in with it."
                )
                : this.PageWithErrors(saved);
        }
        if (await signIn.WithLinkAsync(link) == SignInStep.Done)
        {
            cookie.Restore(StartAddress.RoundOf(link.ReturnUrl), link.Eligibility);
            var person = (await users.FindByEmailAsync(link.Email))!;
            return this.Next(await start.NextAsync(person.Actor, this.LocalOr(link.ReturnUrl, Links.Casework.Work)));
        }
        State = SignInLinkState.Used;
        return this.PageWithErrors(Why);
    }

    /// <summary>A fresh link to the same address, in one press, keeping the place.</summary>
    public async Task<IActionResult> OnPostAgainAsync()
    {
        var link = await db.ReadAsync(work => SignInLinkQueries.FindAsync(work, Token));
        if (link is null)
            return this.Next(Links.Accounts.SignIn);
        var sent = await sendSignInLink.RunAsync(
            link.Email,
            signIn.DeviceHash(),
            await signIn.NetworkHashAsync(),
            link.ReturnUrl,
            link.Eligibility,
            await start.AboutAsync(link.ReturnUrl)
        );
        return sent.IsDone
            ? this.Next(Links.Accounts.CheckEmail(sent.Value!.Link), SignInLinkRules.WhyNotSent(sent.Value.IsSent))
            : this.PageWithErrors(new Refusal(sent.FirstRefusal!.Sentence));
    }

    private Guid? Owner { get; set; }
    private string? ReturnUrl { get; set; }

    private Refusal Why =>
        MustUse is { } directory
            ? new($"People who work for the office sign in with {directory}.")
            : SignInLinkRules.WhyNotUsable(State) ?? new("Ask for a new link on the sign-in page");

    private async Task<SignInLinkQueries.SentLink?> FoundAsync()
    {
        var link = await db.ReadAsync(work => SignInLinkQueries.FindAsync(work, Token));
        if (link is null)
            return null;
        State = link.StateAt(clock.UtcNow());
        Email = link.Email;
        OtherDevice = link.DeviceHash != signIn.DeviceHash();
        AskName = link.PersonId is null;
        (Owner, ReturnUrl) = (link.PersonId, link.ReturnUrl);
        About = await start.AboutAsync(ReturnUrl);
        AskPassword = link.IsStaff;
        if (link.IsStaff && await signIn.MustUseDirectoryAsync((await users.FindByEmailAsync(link.Email))!))
            MustUse = settings.Directory.Name;
        return State == SignInLinkState.Usable ? link : null;
    }
}
