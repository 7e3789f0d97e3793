using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ManagePeople)]
public sealed class LimitsModel(Db db, SetLedgerLimit setLedgerLimit, SetCspAlarmLimit setAlarmLimit, NameYearSignatory nameSignatory)
    : PageModel
{
    [BindProperty]
    public Role? Role { get; set; }

    [BindProperty]
    public string? UpTo { get; set; }

    [BindProperty]
    public Guid? Signatory { get; set; }

    [BindProperty]
    public bool? Deputy { get; set; }

    [BindProperty]
    public DateParts From { get; set; } = new();

    [BindProperty]
    public DateParts Until { get; set; } = new();

    [BindProperty]
    public string? AlarmLimit { get; set; }
    public IReadOnlyList<LedgerLimits.LedgerLimit> View { get; private set; } = [];
    public CspAlarms.AlarmLimit Alarm { get; private set; } = null!;
    public IReadOnlyList<Choice> Roles =>
        View.Select(limit => new Choice(limit.Role.ToString(), RolePermissions.Name(limit.Role))).ToList();

    public IReadOnlyList<YearSignatories.Named> Signatories { get; private set; } = [];
    public IReadOnlyList<Choice> People { get; private set; } = [];
    public static readonly IReadOnlyList<Choice> Capacities =
    [
        new("False", YearSignatory.NameOf(isDeputy: false)),
        new("True", YearSignatory.NameOf(isDeputy: true)),
    ];

    public async Task OnGetAsync() =>
        (View, Alarm, Signatories, People) = await db.ReadAsync(async work =>
            (
                await LedgerLimits.ListAsync(work),
                await CspAlarms.LimitAsync(work),
                await YearSignatories.ListAsync(work),
                (await YearSignatories.WhoMayAsync(work)).Select(person => new Choice(person.Id.ToString(), person.Name)).ToList()
            )
        );

    public async Task<IActionResult> OnPostSignatoryAsync()
    {
        await OnGetAsync();
        if (From.WhyNotADate("the first day") is { } wrong)
            this.AddError(nameof(From), wrong);
        if (!Until.IsBlank && Until.WhyNotADate("the last day") is { } late)
            this.AddError(nameof(Until), late);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await nameSignatory.RunAsync(User.Actor(), Signatory, Deputy, From.ToDate(), Until.ToDate());
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Limits, "Who signs is saved");
    }

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
