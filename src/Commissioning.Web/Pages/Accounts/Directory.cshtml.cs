using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Platform.Watching;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Accounts;

/// <summary>Sends staff to the directory, and signs them in with its answer.</summary>
[AllowAnonymous]
public sealed class DirectoryModel(
    SignInFromDirectory fromDirectory,
    SignInService signIn,
    RecordSignIn record,
    AccountSettings settings,
    Alerts alerts
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Failed { get; set; }
    public string DirectoryName => settings.Directory.Name;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!settings.Directory.IsOn)
            throw new NotFoundException("No directory is set up");
        if (Failed)
            return this.PageWithErrors(new("The directory did not let you in, or you stopped there. Try again."));
        var answered = await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme);
        if (
            answered.Principal is null
            && await DirectorySignIn.WhyUnavailableAsync(HttpContext.RequestServices, HttpContext.RequestAborted) is not null
        )
            return this.PageWithErrors(
                new(
                    $"{DirectoryName} cannot be reached at the moment. The people who run the portal have been told. Try again in a few minutes."
                )
            );
        if (answered.Principal is null)
            return Challenge(new AuthenticationProperties { RedirectUri = Links.Accounts.DirectoryTo(ReturnUrl) }, DirectorySignIn.Scheme);
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        await alerts.ClearAsync(AlertKind.Directory);

        if (DirectoryClaims.Read(answered.Principal) is not { } answer)
            return this.PageWithErrors(new("The directory did not say who you are. Ask the people who run it."));
        var taken = await fromDirectory.RunAsync(answer);
        if (!taken.IsDone)
            return await RefusedAsync(answer, taken.FirstRefusal!);
        return await signIn.WithDirectoryAsync(taken.Value!, answer.SecondFactor) == SignInStep.CodeNeeded
            ? this.Next($"{Links.Accounts.SignInCode}?returnUrl={Uri.EscapeDataString(ReturnUrl ?? "")}")
            : this.Next(this.LocalOr(ReturnUrl, Links.Casework.Work));
    }

    private async Task<IActionResult> RefusedAsync(DirectoryAnswer answer, Refusal refusal)
    {
        await record.DirectoryRefusedAsync(answer.Email ?? answer.Subject, signIn.DeviceWords, refusal.Sentence);
        return this.PageWithErrors(refusal);
    }
}
