using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class YearsModel(Db db, OpenYear openYear) : PageModel
{
    [BindProperty]
    public string? BudgetYear { get; set; }
    public IReadOnlyList<string> Years { get; private set; } = [];

    public IReadOnlyList<ProjectQueries.Project> Waiting { get; private set; } = [];

    public async Task OnGetAsync() =>
        (Years, Waiting) = (await db.ReadAsync(YearOverview.YearsAsync), await db.ReadAsync(ProjectQueries.WaitingAsync));

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        await OnGetAsync();
        if (FinancialYear.Parse(BudgetYear?.Trim()) is not { } year)
            return this.PageWithErrors(new("Enter a financial year such as 2026-27", nameof(BudgetYear)));
        var outcome = await openYear.RunAsync(User.Actor(), year);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome.At(nameof(BudgetYear)))
            : this.Next(Links.CspBudgets.Year(year.ToString()), $"{year} is open");
    }
}
