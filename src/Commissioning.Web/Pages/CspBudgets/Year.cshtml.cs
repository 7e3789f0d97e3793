using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class YearModel(Db db, TimeProvider clock) : PageModel
{
    // Named explicitly, because the route has a year too.
    [BindProperty(SupportsGet = true, Name = "Day")]
    public DateParts Day { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "Known")]
    public DateParts Known { get; set; } = new();
    public YearOverview.YearOverviewPage View { get; private set; } = null!;
    public IReadOnlyList<MonthlySpending.Month> Months { get; private set; } = [];
    public AreaPayments.AreaPaymentsYear Payments { get; private set; } = null!;

    /// <summary>Null: everything that is posted.</summary>
    public DateOnly? KnownOn { get; private set; }

    /// <summary>A day was asked for, or was not one.</summary>
    public bool IsAsked => View.AsAt is not null || KnownOn is not null || !ModelState.IsValid;

    /// <summary>What concerns the year and not one area.</summary>
    public static readonly IReadOnlyList<LedgerRequestKind> Requests =
    [
        LedgerRequestKind.Base,
        LedgerRequestKind.TopUp,
        LedgerRequestKind.Return,
        LedgerRequestKind.PoolToCentral,
        LedgerRequestKind.PoolToArea,
        LedgerRequestKind.PoolToNextYear,
        LedgerRequestKind.Central,
        LedgerRequestKind.CentralPayment,
        LedgerRequestKind.CarryIn,
    ];

    public async Task OnGetAsync(string year, string? asAt)
    {
        var financial = YearRoute.Read(year);
        var typed = Day.ToDate() is { } day && financial.Contains(day) ? day : YearRoute.ReadDay(asAt, financial);
        if (!Day.IsBlank && typed is null)
            this.AddError(nameof(Day), $"Enter a date from {LondonTime.Date(financial.Start)} to {LondonTime.Date(financial.End)}");
        var today = clock.Today();
        KnownOn = Known.ToDate() is { } typedOn && typedOn >= LedgerRules.FirstYear.Start && typedOn <= today ? typedOn : null;
        if (!Known.IsBlank && KnownOn is null)
            this.AddError(
                nameof(Known),
                $"Enter a date from {LondonTime.Date(LedgerRules.FirstYear.Start)} to today, {LondonTime.Date(today)}"
            );
        (View, Months, Payments) = await db.ReadAsync(async work =>
        {
            var known = KnownOn is { } on ? await YearOverview.KnownOnAsync(work, financial, on) : (int?)null;
            var view = await YearOverview.GetAsync(work, financial, typed, known);
            return (
                view,
                await MonthlySpending.GetAsync(work, financial, view.Total.Allocation),
                await AreaPayments.OfYearAsync(work, view)
            );
        });
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
            .Lines.Where(line => line.Allocation > Money.Zero)
            .Select(line => new Bar(
                line.Area,
                line.Expenditure.Pence * 100m / line.Allocation.Pence,
                new Fraction(line.Expenditure.Pence * 100, line.Allocation.Pence).ToPercent()
            ))
            .ToList();

    public IReadOnlyList<Bar> Forecasts =>
        View
            .Lines.Where(line => line.Forecast is not null)
            .Select(line => new Bar(
                line.Area,
                line.Forecast!.Value.Pence,
                $"{line.Forecast.Value.ToShortString()} of {line.Allocation.ToShortString()}",
                line.Allocation.Pence
            ))
            .ToList();
}
