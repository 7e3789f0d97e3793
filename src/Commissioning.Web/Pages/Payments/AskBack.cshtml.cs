using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class AskBackModel(AwardPayments payments, AskForOverpayment ask) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? RepayAmount { get; set; }

    [BindProperty]
    public string? RepayReason { get; set; }
    public AwardPayments.AwardPaymentsPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await payments.GetAsync(Id);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var amount = this.ReadMoney(RepayAmount, nameof(RepayAmount), "Enter an amount in pounds and pence, such as 250.50");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var made = await ask.RunAsync(User.Actor(), Id, amount, RepayReason);
        return made.IsDone ? this.Next(Links.Payments.Recovery(made.Value), "The invoice is made") : this.PageWithErrors(made);
    }
}
