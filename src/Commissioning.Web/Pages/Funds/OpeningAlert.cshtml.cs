using Commissioning.Features.Funds;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Funds;

/// <summary>What the link of an opening alert opens. Opening it does nothing, because mail scanners open links; a button confirms it, or
/// stops it.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class OpeningAlertModel(OpeningAlerts alerts) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";
    public OpeningAlerts.Alert? Alert { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Alert = await alerts.FindAsync(Token);
        return Alert is null ? this.PageWithErrors(OpeningAlerts.Unknown) : Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        var confirmed = await alerts.ConfirmAsync(Token);
        return confirmed.IsDone
            ? this.Next(Links.Funds.OpeningAlert(Token), "Confirmed. We will write to you once.")
            : this.PageWithErrors(confirmed);
    }

    public async Task<IActionResult> OnPostStopAsync()
    {
        var stopped = await alerts.StopAsync(Token);
        return stopped.IsDone ? this.Next(Links.Funds.TellMe(), "Your address is deleted.") : this.PageWithErrors(stopped);
    }
}
