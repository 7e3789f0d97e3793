using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ApprovePayments)]
public sealed class ApproveManyModel(PaymentApprovals approvals, ApprovePayments approve) : PageModel
{
    /// <summary>The payments to look at.</summary>
    [FromQuery(Name = "id")]
    public List<Guid> Chosen { get; set; } = [];

    /// <summary>A payment and the account that the page showed for it.</summary>
    [BindProperty]
    public List<string> Ticked { get; set; } = [];

    [BindProperty]
    public string? ControlTotal { get; set; }
    public PaymentApprovals.ApprovalList View { get; private set; } = null!;
    public string Here => Links.Payments.ApproveThese(Chosen);

    public static string ValueOf(PaymentApprovals.PaymentApproval approval) => $"{approval.Payment.Id}:{approval.Account?.Id}";

    public bool IsTicked(PaymentApprovals.PaymentApproval approval) =>
        HttpMethods.IsGet(Request.Method) || Ticked.Contains(ValueOf(approval));

    public static string StepOf(PaymentApprovals.PaymentApproval approval) =>
        approval.Step switch
        {
            ApprovalStep.First => "Above your limit: your approval is the first of two.",
            ApprovalStep.Second => $"First approved by {approval.Payment.FirstApprovedByName}: yours is the second.",
            _ => "",
        };

    public async Task OnGetAsync() => View = await approvals.GetAsync(User.Actor(), Chosen);

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var total = this.ReadMoney(
            ControlTotal,
            nameof(ControlTotal),
            "Enter the control total in pounds and pence, such as 2500 or 2,500.00"
        );
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var result = await approve.RunAsync(User.Actor(), [.. Ticked.Select(Read).OfType<ApprovePayments.TickedPayment>()], total);
        if (!result.IsDone)
            // When nothing can be approved any more, the page has no box to link to.
            return this.PageWithErrors(View.CanApprove.Count > 0 ? result : ((Result)result).At(null));
        return this.Next(Links.Payments.Queue, result.Value!, "approved");
    }

    private static ApprovePayments.TickedPayment? Read(string ticked) =>
        ticked.Split(':') is [var payment, var account] && Guid.TryParse(payment, out var id) && Guid.TryParse(account, out var shown)
            ? new(id, shown)
            : null;
}
