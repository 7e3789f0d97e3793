using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class ApproveModel(AwardPayments payments, DecidePayment decidePayment, PaymentHolds holds) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public string? Note { get; set; }
    public AwardPayments.Payment Payment { get; private set; } = null!;

    public IReadOnlyList<string> Holds { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Payment = await payments.OneAsync(Id);
        Holds = await holds.GetAsync(Payment.ApplicationId);
    }

    public async Task<IActionResult> OnPostAsync(bool approve)
    {
        await OnGetAsync();
        if (Note?.Length > 500) return this.PageWithErrors(new("Shorten the note to 500 characters", "Note"));
        var outcome = await decidePayment.RunAsync(User.Actor(), Id, approve, Note);
        return outcome.Refused is { } refusal ? this.PageWithErrors(refusal) : this.Next(Links.Payments.Queue, approve ? $"{Payment.Amount} approved" : $"{Payment.Amount} refused");
    }
}
