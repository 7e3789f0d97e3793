using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Reporting;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Reporting;

[Requires(Permission.ApprovePayments)]
public sealed class BudgetAlarmModel(Db db, SetMoneyAlarm alarms) : PageModel
{
    [BindProperty]
    public string? Percent { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public Guid? Owner { get; set; }
    public MoneyAlarms.Setting Setting { get; private set; } = null!;
    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    private async Task LoadAsync() =>
        (Setting, Owners) = await db.ReadAsync(async work =>
            (
                await MoneyAlarms.SettingAsync(work),
                (IReadOnlyList<Choice>)
                    [
                        new("", "The commissioning officers together"),
                        .. (await MoneyAlarms.OwnersAsync(work)).Select(one => new Choice(one.Id.ToString(), one.Name)),
                    ]
            )
        );

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Percent, Amount, Owner) = (Setting.Percent.ToString(CultureInfo.InvariantCulture), Setting.Amount.ToInput(), Setting.Owner);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var amount = this.ReadMoney(Amount, nameof(Amount), "Enter an amount in pounds, such as 5,000, or 0");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await alarms.RunAsync(
            User.Actor(),
            int.TryParse(Percent?.Trim().TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : null,
            amount,
            Owner
        );
        return outcome.IsDone ? this.Next(Links.Reporting.MoneyAlarm, "The alarm is set") : this.PageWithErrors(outcome);
    }
}
