using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.Pages.CspBudgets;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.ViewCspBudgets)]
public sealed class AreaModel(
    Db db,
    RequestAreaPayment request,
    ExceptLateReturns except,
    RecordAreaRepayment record,
    AskAreaForRepayment ask
) : PageModel, IDuplicateForm
{
    [BindProperty]
    public PaymentForm Form { get; set; } = new();

    [BindProperty]
    public string? ExceptReason { get; set; }

    [BindProperty]
    public BackForm Back { get; set; } = new();

    [BindProperty]
    public AskForm Ask { get; set; } = new();

    [BindProperty]
    public bool NotDuplicate { get; set; }

    [BindProperty]
    public string? WhyNotDuplicate { get; set; }
    public bool MayBeDuplicate { get; private set; }
    public AreaPayments.AreaPaymentsPage View { get; private set; } = null!;

    public sealed class PaymentForm
    {
        public string? Amount { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class AskForm
    {
        public string? RepayAmount { get; set; }
        public string? RepayReason { get; set; }
    }

    public sealed class BackForm
    {
        public string? PaidBack { get; set; }
        public DateParts ReceivedOn { get; set; } = new();
        public string? Reference { get; set; }
    }

    public IReadOnlyList<RecoveryInvoiceQueries.InvoiceRow> Recoveries { get; private set; } = [];

    public async Task OnGetAsync(string year, Guid area)
    {
        View = await db.ReadAsync(work => AreaPayments.GetAsync(work, YearRoute.Read(year), area));
        Recoveries = await db.ReadAsync(work => RecoveryInvoiceQueries.OfAreaAsync(work, year, area));
    }

    public async Task<IActionResult> OnPostAskAsync(string year, Guid area)
    {
        if (!User.Can(Permission.LockLedger))
            return Forbid();
        await OnGetAsync(year, area);
        var amount = this.ReadMoney(Ask.RepayAmount, nameof(Ask.RepayAmount), "Enter an amount in pounds and pence, such as 2500");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var made = await ask.RunAsync(User.Actor(), View.Year, area, amount, Ask.RepayReason);
        return !made.IsDone
            ? this.PageWithErrors(made)
            : this.Next(Links.Payments.Area(View.Year.ToString(), area), "The invoice is made, and the council is told");
    }

    public async Task<IActionResult> OnPostAsync(string year, Guid area)
    {
        if (!User.Can(Permission.RequestPayments))
            return Forbid();
        await OnGetAsync(year, area);
        var amount = this.ReadMoney(Form.Amount, nameof(Form.Amount), "Enter an amount in pounds and pence, such as 2500 or 2,500.00");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await request.RunAsync(User.Actor(), View.Year, area, amount, Form.Reason, ((IDuplicateForm)this).Said);
        MayBeDuplicate = NotDuplicate || outcome.FirstRefusal?.Field == nameof(NotDuplicate);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(
                Links.Payments.Area(View.Year.ToString(), area),
                $"{amount?.ToString() ?? "All that was left"} requested. Someone else must approve it."
            );
    }

    public async Task<IActionResult> OnPostExceptAsync(string year, Guid area)
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync(year, area);
        var outcome = await except.RunAsync(User.Actor(), View.Year, area, ExceptReason);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Payments.Area(View.Year.ToString(), area), "These late returns no longer hold payments");
    }

    public async Task<IActionResult> OnPostBackAsync(string year, Guid area)
    {
        if (!User.Can(Permission.LockLedger))
            return Forbid();
        await OnGetAsync(year, area);
        var amount = this.ReadMoney(Back.PaidBack, nameof(Back.PaidBack), "Enter an amount in pounds and pence, such as 2500 or 2,500.00");
        if (Back.ReceivedOn.WhyNotADate("the day on which the money arrived") is { } wrong)
            this.AnyErrors([new(wrong, nameof(Back.ReceivedOn))]);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await record.RunAsync(User.Actor(), View.Year, area, amount, Back.ReceivedOn.ToDate(), Back.Reference);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Payments.Area(View.Year.ToString(), area), $"{amount} is recorded as paid back");
    }
}
