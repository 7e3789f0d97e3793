using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ManagePeople)]
public sealed class LimitsModel(Db db, SetLedgerLimit setLedgerLimit, SetCspAlarmLimit setAlarmLimit) : PageModel
{
    [BindProperty]
    public Role? Role { get; set; }

    [BindProperty]
    public string? UpTo { get; set; }

    [BindProperty]
    public string? AlarmLimit { get; set; }
    public IReadOnlyList<LedgerLimits.LedgerLimit> View { get; private set; } = [];
    public CspAlarms.AlarmLimit Alarm { get; private set; } = null!;
    public IReadOnlyList<Choice> Roles =>
        View.Select(limit => new Choice(limit.Role.ToString(), RolePermissions.Name(limit.Role))).ToList();

    public async Task OnGetAsync() =>
        (View, Alarm) = await db.ReadAsync(async work => (await LedgerLimits.ListAsync(work), await CspAlarms.LimitAsync(work)));

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var amount = this.ReadMoney(UpTo, nameof(UpTo), "Enter an amount in pounds, for example 50,000, or leave it empty");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await setLedgerLimit.RunAsync(User.Actor(), Role, amount);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Limits, "The limit is set");
    }

    public async Task<IActionResult> OnPostAlarmAsync()
    {
        await OnGetAsync();
        var amount = this.ReadMoney(
            AlarmLimit,
            nameof(AlarmLimit),
            "Enter an amount in pounds, for example 15,000, or 0 for any underspend"
        );
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await setAlarmLimit.RunAsync(User.Actor(), amount);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Limits, "The alarm's limit is set");
    }
}
