using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

[Requires(Permission.ViewAwards)]
public sealed class ReturnsModel(Db db, RemindOfMonitoring remind, TimeProvider clock) : PageModel
{
    [BindProperty]
    public List<Guid> Selected { get; set; } = [];
    public ListView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var list = ReturnList.Of(clock.Today());
        if (HttpMethods.IsGet(Request.Method) && ListDownload.Of(this, list) is { } file)
            return file;
        var acts = User.Can(Permission.ReviewMonitoring) ? "_ReturnActs" : null;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, list, acts));
        return Page();
    }

    public async Task<IActionResult> OnPostRemindAsync()
    {
        if (!User.Can(Permission.ReviewMonitoring))
            return Forbid();
        var outcome = await remind.NowAsync(User.Actor(), Selected);
        if (outcome.IsDone)
            return this.Next(ListView.Back(this), Words(outcome.Value.Sent), outcome.Value.Refused);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    private static string? Words(int sent) =>
        sent switch
        {
            0 => null,
            1 => "A reminder of 1 return is on its way",
            _ => $"Reminders of {sent} returns are on their way",
        };
}
