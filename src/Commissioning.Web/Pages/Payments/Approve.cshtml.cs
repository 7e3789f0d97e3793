using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class ApproveModel(PaymentApprovals approvals, DecidePayment decidePayment, Db db) : PageModel, IDuplicateForm
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
    public PaymentApprovals.PaymentApproval Approval { get; private set; } = null!;
    public AwardPayments.Payment Payment => Approval.Payment;

    /// <summary>The account that the page showed.</summary>
    [BindProperty]
    public Guid? Account { get; set; }
    public IReadOnlyList<string> Holds { get; private set; } = [];
    public bool OtherAccount { get; private set; }

    public async Task OnGetAsync()
    {
        Approval = await approvals.OneAsync(User.Actor(), Id);
        (Holds, OtherAccount) = await db.ReadAsync(work => PaymentHolds.ForApprovalAsync(work, Payment));
    }

    public async Task<IActionResult> OnPostAsync(bool approve)
    {
        await OnGetAsync();
        var outcome = await decidePayment.RunAsync(User.Actor(), Id, approve, Note, ((IDuplicateForm)this).Said, Account);
        MayBeDuplicate = NotDuplicate || outcome.FirstRefusal?.Field == nameof(NotDuplicate);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Payments.Queue, approve ? $"{Payment.Amount} approved" : $"{Payment.Amount} refused");
    }

    public static string AccountOf(BankDetailsQueries.MyBankDetails? account) =>
        account is null ? "None is confirmed" : $"{account.Organisation}, account ending {account.LastFour}";

    public static string PayeeOf(BankDetailsQueries.MyBankDetails? account) =>
        account is { Payee: { } payee, PayeeAt: { } at } ? $"{BankRules.Name(payee)}, {LondonTime.Date(at)}" : "Not recorded";
}
