using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class YearModel(Db db) : PageModel
{
    // Named explicitly, because the route has a year too.
    [BindProperty(SupportsGet = true, Name = "Day")]
    public DateParts Day { get; set; } = new();
    public YearOverview.YearOverviewPage View { get; private set; } = null!;

    public async Task OnGetAsync(string year, string? asAt)
    {
        var financial = YearRoute.Read(year);
        var typed = Day.ToDate() is { } day && financial.Contains(day) ? day : YearRoute.ReadDay(asAt, financial);
        if (!Day.IsBlank && typed is null)
            this.AddError(nameof(Day), $"Enter a date from {LondonTime.Date(financial.Start)} to {LondonTime.Date(financial.End)}");
        View = await db.ReadAsync(work => YearOverview.GetAsync(work, financial, typed));
        if (Day.IsBlank)
            Day = DateParts.From(typed);
    }

    public IReadOnlyList<(string Caption, IReadOnlyList<YearOverview.AccountBalance> Rows, string Total)> Accounts =>
        [
            ("Hosted schemes", View.HostedSchemes, "Total, counted in Contributed above"),
            ("Central spending", View.Payees, "Total"),
            ("Grant rounds: not awarded", View.RoundPots, "Total"),
            ("Grant rounds: awarded", View.Grants, "Total"),
        ];

    public IReadOnlyList<Bar> Shares =>
        View
            .Lines.Select(line =>
                line.Allocation == Money.Zero
                    ? new Bar(line.Area, 0, "No allocation")
                    : new Bar(
                        line.Area,
                        line.Expenditure.Pence * 100m / line.Allocation.Pence,
                        new Fraction(line.Expenditure.Pence * 100, line.Allocation.Pence).ToPercent()
                    )
            )
            .ToList();
}
