using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ManagePeople)]
public sealed class LimitsModel(Db db, SetPaymentLimit setPaymentLimit, RemovePaymentLimit remove) : PageModel
{
    [BindProperty]
    public Guid? Person { get; set; }

    [BindProperty]
    public Guid? Fund { get; set; }

    [BindProperty]
    public string? Year { get; set; }

    [BindProperty]
    public string? UpTo { get; set; }
    public PaymentLimitQueries.PaymentLimitsPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(PaymentLimitQueries.GetAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var amount = this.ReadMoney(UpTo, nameof(UpTo), "Enter an amount in pounds, for example 5,000");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await setPaymentLimit.RunAsync(User.Actor(), Person, Fund, string.IsNullOrEmpty(Year) ? null : Year, amount);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Payments.Limits, "The payment limit is set");
    }

    public async Task<IActionResult> OnPostRemoveAsync([FromQuery] Guid limit)
    {
        await OnGetAsync();
        var outcome = await remove.RunAsync(User.Actor(), limit);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Payments.Limits, "The payment limit is removed");
    }
}
