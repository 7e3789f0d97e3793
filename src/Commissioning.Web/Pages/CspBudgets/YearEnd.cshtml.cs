using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class YearEndModel(
    Db db,
    ProposeYearSignOff propose,
    AskToReopenYear askToReopen,
    AnswerUnderspendDecision answer,
    TimeProvider clock
) : PageModel
{
    /// <summary>The most links under one point of the checklist.</summary>
    public const int MostShown = 100;

    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Exceptions { get; set; }

    [BindProperty]
    public List<ReturnForm> Returns { get; set; } = [];

    [BindProperty]
    public string? Note { get; set; }
    public YearEndQueries.YearEndPage View { get; private set; } = null!;

    /// <summary>Why returns of an area are missing.</summary>
    public sealed class ReturnForm
    {
        public Guid Area { get; set; }
        public string? Why { get; set; }
    }

    /// <summary>The year is over and open, and areas have money that can be decided on.</summary>
    public bool CanDecide =>
        User.Can(Permission.PostToLedger)
        && View.Year.LockedAt is null
        && YearEndRules.WhyNotOver(View.Year.Year, clock.Today()) is null
        && View.Year.Lines.Any(line => line.Free > Money.Zero);

    /// <summary>Who asked, agreed, locked and reopened, in order.</summary>
    public IEnumerable<(DateTime At, string Text)> Trail =>
        View
            .Events.Select(one => (one.DoneAt, $"{one.Kind} by {one.DoneByName}. {one.Reason}"))
            .Concat(
                View.Requests.Select(one =>
                    (
                        one.AskedAt,
                        $"{one.AskedByName} asked: {one.Title.ToLowerInvariant()}. {one.Reason}{(one.Exceptions is { } exceptions ? $" Signed although something is missing: {exceptions}" : "")}"
                    )
                )
            )
            .Concat(
                View.Requests.Where(one => one.Status is YearRequestStatus.Refused or YearRequestStatus.Withdrawn)
                    .Select(one => (one.DecidedAt!.Value, $"{one.Status} by {one.DecidedByName}. {one.DecidedNote}"))
            )
            .OrderBy(one => one.Item1);

    public async Task OnGetAsync()
    {
        View = await db.ReadAsync(work => YearEndQueries.GetAsync(work, YearRoute.Read(BudgetYear)));
        // One box for each area whose returns are missing, in the order of the list; what was typed stays.
        Returns = View
            .WithoutReturns.Select(area => new ReturnForm
            {
                Area = area.Id,
                Why = Returns.FirstOrDefault(typed => typed.Area == area.Id)?.Why,
            })
            .ToList();
    }

    public async Task<IActionResult> OnPostProposeAsync() =>
        User.Can(Permission.LockLedger)
            ? await AfterAsync(
                (
                    await propose.RunAsync(
                        User.Actor(),
                        YearRoute.Read(BudgetYear),
                        Reason,
                        Exceptions,
                        Returns.Select(one => new ProposeYearSignOff.Explanation(one.Area, one.Why)).ToList()
                    )
                ).Refusals,
                "Proposed. The section 151 officer or a deputy signs it."
            )
            : Forbid();

    public async Task<IActionResult> OnPostReopenAsync() =>
        User.Can(Permission.LockLedger) || User.Can(Permission.SignLedgerYear)
            ? await AfterAsync(
                (await askToReopen.RunAsync(User.Actor(), YearRoute.Read(BudgetYear), Reason)).Refusals,
                "Asked. Someone else must agree."
            )
            : Forbid();

    public async Task<IActionResult> OnPostAnswerAsync(Guid decision, bool approve) =>
        User.Can(Permission.ApproveLedger)
            ? await AfterAsync(
                (await answer.RunAsync(User.Actor(), decision, approve, Note)).Refusals,
                approve ? "Approved and posted" : "Refused"
            )
            : Forbid();

    private async Task<IActionResult> AfterAsync(IReadOnlyList<Refusal> refusals, string notice)
    {
        if (refusals.Count == 0)
            return this.Next(Links.CspBudgets.YearEnd(BudgetYear), notice);
        await OnGetAsync();
        this.AnyErrors(refusals);
        return this.PageWithErrors();
    }
}
