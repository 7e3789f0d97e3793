using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class ApproveModel(AwardPayments payments, DecidePayment decidePayment, Db db) : PageModel, IDuplicateForm
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public bool NotDuplicate { get; set; }

    [BindProperty]
    public string? WhyNotDuplicate { get; set; }
    public bool MayBeDuplicate { get; private set; }
    public AwardPayments.Payment Payment { get; private set; } = null!;
    public IReadOnlyList<string> Holds { get; private set; } = [];
    public bool OtherAccount { get; private set; }

    public async Task OnGetAsync()
    {
        Payment = await payments.OneAsync(Id);
        (Holds, OtherAccount) = await db.ReadAsync(work => PaymentHolds.ForApprovalAsync(work, Payment));
    }

    public async Task<IActionResult> OnPostAsync(bool approve)
    {
        await OnGetAsync();
        var outcome = await decidePayment.RunAsync(User.Actor(), Id, approve, Note, ((IDuplicateForm)this).Said);
        MayBeDuplicate = NotDuplicate || outcome.FirstRefusal?.Field == nameof(NotDuplicate);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Payments.Queue, approve ? $"{Payment.Amount} approved" : $"{Payment.Amount} refused");
    }
}
