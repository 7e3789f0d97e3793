using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[Requires(Permission.WriteApplications)]
public sealed class MyConsentsModel(Consents consents, WithdrawConsent withdraw) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public Consents.ConsentsPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await consents.MineAsync(User.Actor(), Id);

    public async Task<IActionResult> OnPostAsync(Guid consent)
    {
        var outcome = await withdraw.RunAsync(User.Actor(), ConsentSide.Organisation, Id, consent, null);
        if (outcome.IsDone)
            return this.Next(
                Links.Publishing.MyConsents(Id),
                "You have taken it back. We do not publish it, and if it was on our website it is gone."
            );
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
