using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class ReturnsModel(Db db, SetFebruaryReturn setFebruary) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";
    public QuarterlyReturnQueries.QuarterlyReturn View { get; private set; } = null!;
    public bool HasFebruary { get; private set; }

    public async Task OnGetAsync() =>
        (View, HasFebruary) = await db.ReadAsync(async work =>
            (
                await QuarterlyReturnQueries.GetAsync(work, User.Actor(), YearRoute.Read(BudgetYear), ownOnly: false),
                (await QuarterlyReturnQueries.PeriodsAsync(work, YearRoute.Read(BudgetYear))).Contains(ReturnPeriod.February)
            )
        );

    public async Task<IActionResult> OnPostAsync(bool february)
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        var outcome = await setFebruary.RunAsync(User.Actor(), YearRoute.Read(BudgetYear), february);
        if (outcome.IsDone)
            return this.Next(
                Links.CspBudgets.Returns(BudgetYear),
                february ? "The areas now owe a return in February" : "The areas owe no return in February"
            );
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
