using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Funds;

/// <summary>Asks to be told once when a round opens. The answer is the same whether the address is known or not.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.SignIn)]
public sealed class TellMeModel(Db db, AskOpeningAlert ask, SignInService signIn) : PageModel
{
    /// <summary>Null: any fund.</summary>
    [FromQuery]
    public Guid? Fund { get; set; }

    [BindProperty]
    public string? Email { get; set; }
    public string? FundName { get; private set; }
    public bool IsSent { get; private set; }

    public async Task OnGetAsync()
    {
        IsSent = TempData["TellMe"] is true;
        FundName = Fund is { } fund ? await db.ReadAsync(work => OpenRounds.PublicFundAsync(work, fund)) : null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var asked = await ask.RunAsync(Email, Fund, await signIn.NetworkHashAsync());
        if (!asked.IsDone)
            return this.PageWithErrors(asked);
        TempData["TellMe"] = true;
        return this.Next(Links.Funds.TellMe(Fund));
    }
}
