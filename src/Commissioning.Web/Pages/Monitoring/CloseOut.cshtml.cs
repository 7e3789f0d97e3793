using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>Close-out of an award: officers start and close it, approvers decide on re-use, finance records returned money.</summary>
[Requires(Permission.ViewAwards)]
public sealed class CloseOutModel(Db db, ProposeCloseOut propose, DecideReuse decide, RecordReturnedMoney record, CloseAward close)
    : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Reuse { get; set; }

    [BindProperty]
    public DateParts UseBy { get; set; } = new();

    [BindProperty]
    public string? ReuseReason { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public DateParts On { get; set; } = new();

    [BindProperty]
    public string? Reference { get; set; }
    public CloseOutQueries.CloseOutPage View { get; private set; } = null!;
    public bool MayClose => User.Can(Permission.ReviewMonitoring);
    public bool MayDecide => User.Can(Permission.DecideRound);

    /// <summary>Null when the grant can be closed.</summary>
    public Refusal? WhyNotClosed => View.CloseOut is { } row ? CloseOutRules.WhyCannotClose(row.State, View.NotReported) : null;

    /// <summary>Who does what the closing waits for.</summary>
    public string WhoIsNext =>
        View.CloseOut switch
        {
            { AgreedAt: not null, ReuseFor: not null, ReuseAt: null } => "An approver decides that here.",
            { AgreedAt: not null, State.Outstanding.Pence: > 0 } => "A finance officer records here what comes back.",
            _ => "",
        };
    public bool MayReceive => User.Can(Permission.ApprovePayments);

    public async Task OnGetAsync() => View = await db.ReadAsync(work => CloseOutQueries.GetAsync(work, Id));

    public Task<IActionResult> OnPostProposeAsync() =>
        AfterAsync(MayClose, () => propose.RunAsync(User.Actor(), Id, Note), "The organisation is asked");

    public Task<IActionResult> OnPostReuseAsync() =>
        AfterAsync(
            MayDecide,
            async () =>
                Money.Parse(Reuse) is not { } amount
                    ? new Refusal(Money.WhyNot(Reuse, "Enter an amount in pounds and pence, or 0"), nameof(Reuse))
                : amount > Money.Zero && UseBy.WhyNotADate("the last day on which they may use it") is { } wrong
                    ? new Refusal(wrong, nameof(UseBy))
                : await decide.RunAsync(User.Actor(), Id, amount, ReuseReason, UseBy.ToDate()),
            "Decided"
        );

    public Task<IActionResult> OnPostReceiveAsync() =>
        AfterAsync(
            MayReceive,
            async () =>
                Money.Parse(Amount) is not { } amount
                    ? new Refusal(Money.WhyNot(Amount, "Enter an amount in pounds and pence, such as 250.50"), nameof(Amount))
                : On.WhyNotADate("the day") is { } wrong ? new Refusal(wrong, nameof(On))
                : await record.RunAsync(User.Actor(), Id, amount, On.ToDate()!.Value, Reference),
            "The receipt is recorded, and the money is back in the pot"
        );

    public Task<IActionResult> OnPostCloseAsync() => AfterAsync(MayClose, () => close.RunAsync(User.Actor(), Id), "The grant is closed");

    private async Task<IActionResult> AfterAsync(bool may, Func<Task<Result>> change, string notice)
    {
        if (!may)
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.Monitoring.CloseOut(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
