using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Payments;
using Commissioning.Features;
using Commissioning.Features.Casework;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

/// <summary>One invoice for money that is to come back: finance records what arrives, stops reminders, and proposes and decides
/// write-offs.</summary>
[Requires(Permission.ViewAwards)]
public sealed class RecoveryModel(
    Db db,
    Office office,
    RecordRecoveryReceipt record,
    ReverseRecoveryReceipt reverse,
    StopRecoveryReminders stop,
    ResumeRecoveryReminders resume,
    ProposeWriteOff propose,
    DecideWriteOff decide
) : PageModel, IDuplicateForm
{
    public static readonly IReadOnlyList<Choice> Stops = Enum.GetValues<ReminderStop>()
        .Select(why => new Choice(why.ToString(), RecoveryInvoiceRules.Name(why)))
        .ToList();

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public DateParts ReceivedOn { get; set; } = new();

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? RestNote { get; set; }

    [BindProperty]
    public bool NotDuplicate { get; set; }

    [BindProperty]
    public string? WhyNotDuplicate { get; set; }
    public bool MayBeDuplicate { get; private set; }

    [BindProperty]
    public Guid Receipt { get; set; }

    [BindProperty]
    public string? ReverseReason { get; set; }

    [BindProperty]
    public ReminderStop? StopFor { get; set; }

    [BindProperty]
    public string? StopReason { get; set; }

    [BindProperty]
    public DateParts StopUntil { get; set; } = new();

    [BindProperty]
    public string? WriteOff { get; set; }

    [BindProperty]
    public string? WriteOffReason { get; set; }

    /// <summary>The write-off that the person saw.</summary>
    [BindProperty]
    public Guid Proposal { get; set; }

    [BindProperty]
    public string? DecideNote { get; set; }
    public RecoveryInvoiceQueries.InvoicePage View { get; private set; } = null!;
    private IReadOnlyList<int> reminderDays = [];
    public string HowToPay => office.HowToPayBack;
    public bool MayPropose => User.Can(Permission.ApprovePayments) || User.Can(Permission.RequestPayments);
    public string NextStep =>
        RecoveryInvoiceRules.NextStep(
            View.State,
            View.Waiting is not null,
            RecoveryInvoiceRules.NextReminder(View.Invoice.DueOn, reminderDays, View.Today),
            View.Invoice.StoppedUntil
        );

    public static string Colour(RecoveryState state) => ListWords.Colour(state.ToString());

    public IReadOnlyList<Choice> Receipts() =>
        View
            .Receipts.Where(one => one.CanBeReversed)
            .Select(one => new Choice(one.Id.ToString(), $"{one.Amount} of {LondonTime.Date(one.ReceivedOn)}, {one.Reference}"))
            .ToList();

    public async Task OnGetAsync() =>
        (View, reminderDays) = (
            await db.ReadAsync(work => RecoveryInvoiceQueries.GetAsync(work, Id)),
            await db.ReadAsync(work => OfficeSettings.RecoveryDaysAsync(work, office))
        );

    public async Task<IActionResult> OnPostReceiveAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        var amount = this.ReadMoney(Amount, nameof(Amount), "Enter an amount in pounds and pence, such as 250.50");
        if (ReceivedOn.WhyNotADate("the day on which the money arrived") is { } wrong)
            this.AnyErrors([new(wrong, nameof(ReceivedOn))]);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await record.RunAsync(
            User.Actor(),
            Id,
            amount,
            ReceivedOn.ToDate(),
            Reference,
            RestNote,
            ((IDuplicateForm)this).Said
        );
        MayBeDuplicate = NotDuplicate || outcome.FirstRefusal?.Field == nameof(NotDuplicate);
        return After(outcome, $"{amount} is recorded");
    }

    public async Task<IActionResult> OnPostReverseAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        if (Receipt == Guid.Empty)
            return this.PageWithErrors(new Refusal("Choose the receipt that was wrong", nameof(Receipt)));
        return After(await reverse.RunAsync(User.Actor(), Id, Receipt, ReverseReason), "The receipt is reversed");
    }

    public async Task<IActionResult> OnPostStopAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        if (StopFor is not { } why)
            return this.PageWithErrors(new Refusal("Choose why reminders stop", nameof(StopFor)));
        if (StopUntil.WhyNotADate("the last day without reminders") is { } wrong)
            return this.PageWithErrors(new Refusal(wrong, nameof(StopUntil)));
        return After(await stop.RunAsync(User.Actor(), Id, why, StopReason, StopUntil.ToDate()), "Reminders are stopped");
    }

    public async Task<IActionResult> OnPostResumeAsync()
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        return After(await resume.RunAsync(User.Actor(), Id), "Reminders go on");
    }

    public async Task<IActionResult> OnPostProposeAsync()
    {
        if (!MayPropose)
            return Forbid();
        await OnGetAsync();
        var amount = this.ReadMoney(WriteOff, nameof(WriteOff), "Enter an amount in pounds and pence, such as 250.50");
        return !ModelState.IsValid
            ? this.PageWithErrors()
            : After(await propose.RunAsync(User.Actor(), Id, amount, WriteOffReason), "The write-off waits for somebody else's decision");
    }

    public async Task<IActionResult> OnPostDecideAsync(bool approve)
    {
        if (!User.Can(Permission.ApprovePayments))
            return Forbid();
        await OnGetAsync();
        return After(
            await decide.RunAsync(User.Actor(), Id, Proposal, approve, DecideNote),
            approve ? "The write-off is approved" : "The write-off is refused"
        );
    }

    private IActionResult After(Result outcome, string notice) =>
        outcome.IsDone ? this.Next(Links.Payments.Recovery(Id), notice) : this.PageWithErrors(outcome);
}
