using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class ApproveModel(PaymentApprovals approvals, DecidePayment decidePayment, WithdrawFirstApproval withdraw, Db db)
    : PageModel,
        IDuplicateForm
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
    public bool IsFirstApprover => Payment.FirstApprovedBy == User.Actor().Id;

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
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        await OnGetAsync();
        return this.Next(
            Links.Payments.Queue,
            !approve ? $"{Payment.Amount} refused"
                : Payment.Status == PaymentStatus.Approved ? $"{Payment.Amount} approved"
                : $"{Payment.Amount} waits for a second approval"
        );
    }

    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        await OnGetAsync();
        var outcome = await withdraw.RunAsync(User.Actor(), Id);
        return outcome.IsDone ? this.Next(Links.Payments.Approve(Id), "Your approval is withdrawn") : this.PageWithErrors(outcome);
    }

    public static string AccountOf(BankDetailsQueries.MyBankDetails? account) =>
        account is null ? "None is confirmed" : $"{account.Organisation}, account ending {account.LastFour}";

    public static string PayeeOf(BankDetailsQueries.MyBankDetails? account) =>
        account is { Payee: { } payee, PayeeAt: { } at }
            ? $"{BankRules.Name(payee)}, {LondonTime.Date(at)}, {account.PayeeBy}"
            : "Not recorded";

    public static string CallOf(BankDetailsQueries.MyBankDetails? account) =>
        account is { CalledAt: { } at } ? $"{account.CallPerson}, {account.CallRole}, {LondonTime.Date(at)}, rung by {account.CalledBy}"
        : account is { RecheckAt: not null, AffirmedAt: { } said }
            ? $"None. {account.AffirmedBy} said on {LondonTime.Date(said)} that it is right."
        : "None";

    public static string ConfirmedOf(BankDetailsQueries.MyBankDetails? account) =>
        account is not { DecidedAt: { } at } ? "Not recorded"
        : account.ProposedBy is { } first ? $"{first} and {account.DecidedBy}, {LondonTime.Date(at)}"
        : $"{account.DecidedBy}, {LondonTime.Date(at)}";
}
