using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Settings;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Commissioning.Web.StaffNavigation;

namespace Commissioning.Web.Pages.Settings;

/// <summary>All settings of the office in one place.</summary>
[Requires(Permission.ViewLists)]
public sealed class IndexModel(Db db, Office office) : PageModel
{
    public IReadOnlyList<SettingQueries.Line> Lines { get; private set; } = [];

    private static readonly IReadOnlyList<(Entry Entry, string Does)> All =
    [
        (
            new("Letterheads and letters", Links.Funds.FundList, Permission.ViewRounds),
            "on the page of each fund, with its messages and terms"
        ),
        (new("Approval levels", Links.Decisions.Levels, Permission.ManagePeople), "who may decide on what amount"),
        (new("Payment limits", Links.Payments.Limits, Permission.ManagePeople), "who may approve a payment of what amount"),
        (new("Ledger limits", Links.CspBudgets.Limits, Permission.ManagePeople), "who may approve what in the areas' ledger"),
        (new("Areas", Links.CspBudgets.Areas, Permission.ViewCspBudgets), "the areas, their names and how each is paid"),
        (new("Budget alarms", Links.Reporting.MoneyAlarm, Permission.ViewAwards), "from which difference a budget raises an alarm"),
        (new("Subsidy limits", Links.DueDiligence.SubsidyLimits, Permission.ViewDueDiligence), "the limits in law"),
        (new("Finance codes", Links.Payments.Codes, Permission.ApprovePayments), "what the finance system calls each fund and cost"),
        (new("Words that withhold", Links.Publishing.SafetyWords, Permission.PreparePublication), "with which a grant starts withheld"),
        (new("Retention", Links.Records.Rules, Permission.ViewRetention), "how long records are kept"),
        (new("Your e-mails", Links.Casework.WorkEmail), "how often you hear of what waits for you"),
    ];

    /// <summary>Those that this person may open.</summary>
    public IReadOnlyList<(Entry Entry, string Does)> Elsewhere =>
        All.Where(one => one.Entry.Permission is not { } permission || User.Can(permission)).ToList();

    public async Task OnGetAsync() => Lines = await db.ReadAsync(work => SettingQueries.ListAsync(work, office));
}
