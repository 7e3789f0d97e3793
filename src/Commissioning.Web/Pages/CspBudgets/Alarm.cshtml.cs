using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class AlarmModel(Db db, CloseCspAlarm close) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public CspAlarmAction? Answer { get; set; }

    [BindProperty]
    public string? Authority { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public CspAlarms.AlarmDetail View { get; private set; } = null!;
    public bool CanClose => View.Alarm.IsOpen && User.Can(Permission.PostToLedger);
    public IReadOnlyList<Choice> Actions =>
        AlarmRules.Actions(View.Alarm.Kind).Select(action => new Choice(action.ToString(), action.Name())).ToList();

    public async Task OnGetAsync() => View = await db.ReadAsync(work => CspAlarms.GetAsync(work, Id));

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        var outcome = await close.RunAsync(User.Actor(), Id, Answer, Authority, Reason);
        if (outcome.IsDone)
            return this.Next(Links.CspBudgets.Alarm(Id), "The alarm is closed");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
