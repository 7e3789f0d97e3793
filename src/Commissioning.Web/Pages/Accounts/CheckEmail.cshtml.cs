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

/// <summary>Where the six digits are typed, in the browser that asked for them. It shows the same for an address without an account, and
/// for one to which nothing more was sent.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class CheckEmailModel(
    Db db,
    SignInService signIn,
    SendSignInLink sendSignInLink,
    CheckSignInCode checkSignInCode,
    RegisterPerson registerPerson,
    EligibilityCookie cookie,
    StartRoute start,
    UserManager<Person> users,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Link { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>For an address that has no account yet. The box is shown to everyone, so that it does not say which have one.</summary>
    [BindProperty]
    public string? Name { get; set; }
    public bool AskName { get; private set; }

    /// <summary>The address, in the browser that asked; null in any other.</summary>
    public string? Email { get; private set; }

    /// <summary>The page where the address was typed, with the place where its owner was going; only in the browser that asked.</summary>
    public string AnotherAddress { get; private set; } = Links.Accounts.SignIn;

    public async Task OnGetAsync() => await FoundAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var link = await FoundAsync();
        var typed = new string((Code ?? "").Where(char.IsAsciiDigit).ToArray());
        if (typed.Length != 6)
            return this.PageWithErrors(new("Enter the 6 digits from the e-mail", nameof(Code)));
        if (link is null || !await checkSignInCode.RunAsync(link, typed, signIn.DeviceHash()))
            return this.PageWithErrors(
                await WhichAsync(link, typed)
                    ?? new(
                        "That code is not right. Check the newest e-mail, open its link instead, or ask for a new one below.",
                        nameof(Code)
                    )
            );
        if (link.PersonId is null)
        {
            AskName = true;
            if (string.IsNullOrWhiteSpace(Name))
                return Page();
            var registered = await registerPerson.RunAsync(link.Email, Name);
            if (!registered.IsDone)
                return this.PageWithErrors(registered);
        }
        if (link.IsStaff)
            return this.PageWithErrors(new("You work for the office, so open the link in the e-mail and choose a password", nameof(Code)));
        return await signIn.WithLinkAsync(link) == SignInStep.Done
            ? this.Next(await NextAsync(link))
            : this.PageWithErrors(SignInLinkRules.WhyNotTheCode(SignInLinkState.Used, isNewest: true, nameof(Code))!);
    }

    /// <summary>Says which code was typed, in the browser that asked for it. A guess counts as a try at every message that it is compared
    /// with.</summary>
    private async Task<Refusal?> WhichAsync(SignInLinkQueries.SentLink? link, string typed)
    {
        if (link is null || Email is null)
            return null;
        var now = clock.UtcNow();
        foreach (var one in await db.ReadAsync(work => SignInLinkQueries.EarlierAsync(work, link)))
        {
            var state = one.StateAt(now);
            if (state == SignInLinkState.Usable ? await checkSignInCode.RunAsync(one, typed, signIn.DeviceHash()) : one.HasCode(typed))
                return SignInLinkRules.WhyNotTheCode(state, isNewest: false, nameof(Code));
        }
        return SignInLinkRules.WhyNotTheCode(link.StateAt(now), isNewest: true, nameof(Code));
    }

    /// <summary>Another link to the same address, keeping the place.</summary>
    public async Task<IActionResult> OnPostAgainAsync()
    {
        var link = await FoundAsync();
        if (Email is null)
            return this.Next(Links.Accounts.SignIn);
        var sent = await sendSignInLink.RunAsync(
            Email,
            signIn.DeviceHash(),
            await signIn.NetworkHashAsync(),
            link!.ReturnUrl,
            link.Eligibility,
            await start.AboutAsync(link.ReturnUrl)
        );
        return sent.IsDone
            ? this.Next(
                Links.Accounts.CheckEmail(sent.Value!.Link),
                SignInLinkRules.WhyNotSent(sent.Value.IsSent) ?? "We have sent another link and code"
            )
            : this.PageWithErrors(new Refusal(sent.FirstRefusal!.Sentence));
    }

    private async Task<SignInLinkQueries.SentLink?> FoundAsync()
    {
        var link = await db.ReadAsync(work => SignInLinkQueries.FindAsync(work, Link));
        Email = link is not null && link.DeviceHash == signIn.DeviceHash() ? link.Email : null;
        if (Email is not null && link!.ReturnUrl is { Length: > 0 } address)
            AnotherAddress = Links.Accounts.SignInTo(address);
        return link;
    }

    private async Task<string> NextAsync(SignInLinkQueries.SentLink link)
    {
        cookie.Restore(StartAddress.RoundOf(link.ReturnUrl), link.Eligibility);
        var person = (await users.FindByEmailAsync(link.Email))!;
        return await start.NextAsync(person.Actor, this.LocalOr(link.ReturnUrl, Links.Casework.Work));
    }
}
