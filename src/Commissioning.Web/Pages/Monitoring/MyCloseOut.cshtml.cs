using Commissioning.Domain.Accounts;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

[Requires(Permission.WriteApplications)]
public sealed class MyCloseOutModel(Db db, AgreeCloseOut agree, DisputeCloseOut dispute) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? AgreedName { get; set; }

    [BindProperty]
    public string? ReuseFor { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public CloseOutQueries.CloseOutPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => CloseOutQueries.GetMineAsync(work, User.Actor(), Id));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await agree.RunAsync(User.Actor(), Id, AgreedName, ReuseFor);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Monitoring.MyCloseOut(Id), "Thank you. The figures are agreed.");
    }

    public async Task<IActionResult> OnPostDisputeAsync()
    {
        await OnGetAsync();
        var outcome = await dispute.RunAsync(User.Actor(), Id, Reason);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Monitoring.MyCloseOut(Id), "Thank you. We will check the figures and ask you again.");
    }
}
