using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.Pages.CspBudgets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class AreaPurchaseOrderModel(Db db, SetAreaPurchaseOrder set) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [FromRoute(Name = "area")]
    public Guid AreaId { get; set; }

    [BindProperty]
    public string? Number { get; set; }
    public FinanceNumbers.FinanceNumber Now { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await ReadAsync();
        Number = Now.Number;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        var saved = await set.RunAsync(User.Actor(), YearRoute.Read(BudgetYear), AreaId, Number);
        return saved.IsDone
            ? this.Next(Links.Payments.Area(BudgetYear, AreaId), "The purchase order is saved")
            : this.PageWithErrors(saved);
    }

    private async Task ReadAsync() => Now = await db.ReadAsync(work => FinanceNumbers.OfAreaAsync(work, BudgetYear, AreaId));
}
