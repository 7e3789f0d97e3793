using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class InvoiceNumberModel(Db db, SetInvoiceNumber set) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

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
        var saved = await set.RunAsync(User.Actor(), Id, Number);
        return saved.IsDone ? this.Next(Links.Payments.One(Id), "The invoice number is saved") : this.PageWithErrors(saved);
    }

    private async Task ReadAsync() => Now = await db.ReadAsync(work => FinanceNumbers.OfPaymentAsync(work, Id));
}
