using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class QueueModel(CheckQueue queue) : PageModel
{
    [FromQuery]
    public CheckQueue.Show Show { get; set; }
    public CheckQueue.CheckQueuePage View { get; private set; } = null!;
    public string Me => User.Actor().Name;

    /// <summary>Calendar days since the application was sent.</summary>
    public int Age(CheckQueue.CheckQueueRow row) =>
        View.Today.DayNumber - DateOnly.FromDateTime(LondonTime.ToLondon(row.SubmittedAt)).DayNumber;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => View = await queue.GetAsync(User.Actor(), Show, number);

    public async Task<IActionResult> OnPostAssignAsync([FromQuery] Guid application)
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await queue.AssignAsync(User.Actor(), application, give: false);
        await OnGetAsync();
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next($"{Links.DueDiligence.Queue}?show={Show}", "The application's checks are assigned to you");
    }
}
