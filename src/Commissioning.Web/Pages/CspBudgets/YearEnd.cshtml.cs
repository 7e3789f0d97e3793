using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class YearEndModel(Db db, LockYear lockYear, ReopenYear reopen) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    /// <summary>What may be requested for money that is left.</summary>
    public static readonly IReadOnlyList<LedgerRequestKind> Kinds =
    [
        LedgerRequestKind.Return,
        LedgerRequestKind.Keep,
        LedgerRequestKind.CarryForward,
    ];

    [BindProperty]
    public string? Reason { get; set; }
    public YearEndQueries.YearEndPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => YearEndQueries.GetAsync(work, YearRoute.Read(BudgetYear)));

    public Task<IActionResult> OnPostLockAsync() =>
        AfterAsync(Permission.LockLedger, () => lockYear.RunAsync(User.Actor(), YearRoute.Read(BudgetYear), Reason), "The year is locked");

    public Task<IActionResult> OnPostReopenAsync() =>
        AfterAsync(
            Permission.LockLedger,
            () => reopen.RunAsync(User.Actor(), YearRoute.Read(BudgetYear), Reason),
            "The year is open again"
        );

    private async Task<IActionResult> AfterAsync(Permission permission, Func<Task<Result>> change, string notice)
    {
        if (!User.Can(permission))
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.CspBudgets.YearEnd(BudgetYear), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
