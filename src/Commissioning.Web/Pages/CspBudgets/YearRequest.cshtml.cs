using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class YearRequestModel(Db db, Office office, SignYear sign, ReopenYear reopen, RefuseYearRequest refuse, TimeProvider clock)
    : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }
    public YearRequests.YearRequest View { get; private set; } = null!;

    /// <summary>The sheet that would be signed now. Null: nothing is to be signed.</summary>
    public LetterDocument? Preview { get; private set; }

    /// <summary>Something was posted since it was proposed.</summary>
    public Refusal? Moved { get; private set; }

    /// <summary>As what the office named this person. Null: as nothing.</summary>
    public YearSignatory? Signatory { get; private set; }

    /// <summary>Why this person, whose role could sign, cannot sign what waits.</summary>
    public Refusal? Unnamed =>
        View is { Kind: YearRequestKind.SignOff, Status: YearRequestStatus.Waiting } && MayAgree && !IsOwn
            ? YearEndRules.WhyMayNotSign(Signatory, clock.Today())
            : null;
    public bool IsOwn => View.AskedBy == User.Actor().Id;
    public bool CanAgree => View.Status == YearRequestStatus.Waiting && !IsOwn && MayAgree && Unnamed is null;
    public bool CanRefuse => View.Status == YearRequestStatus.Waiting && (IsOwn || MayAgree);

    private bool MayAgree =>
        User.Can(Permission.SignLedgerYear) || (View.Kind == YearRequestKind.Reopen && User.Can(Permission.LockLedger));

    public async Task OnGetAsync() =>
        await db.ReadAsync(async work =>
        {
            View = await YearRequests.FindAsync(work, Id);
            Signatory = await YearSignatories.OfAsync(work, User.Actor().Id);
            if (View is { Kind: YearRequestKind.SignOff, Status: YearRequestStatus.Waiting })
                (Preview, Moved) = (
                    await YearSheets.PreviewAsync(work, office, View),
                    YearEndRules.WhyMoved(View.LastNumber, (await YearOverview.GetAsync(work, View.Year)).LastNumber)
                );
            return true;
        });

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        if (!MayAgree)
            return Forbid();
        if (View.Kind == YearRequestKind.Reopen)
            return After(await reopen.RunAsync(User.Actor(), Id), Links.CspBudgets.YearEnd(View.BudgetYear), "The year is open again");
        var signed = await sign.RunAsync(User.Actor(), Id);
        return After(signed, signed.IsDone ? Links.CspBudgets.YearSheet(signed.Value) : "", "Signed. The year is locked.");
    }

    public async Task<IActionResult> OnPostRefuseAsync()
    {
        await OnGetAsync();
        if (!IsOwn && !MayAgree)
            return Forbid();
        return After(
            await refuse.RunAsync(User.Actor(), Id, Note),
            Links.CspBudgets.YearEnd(View.BudgetYear),
            IsOwn ? "Withdrawn" : "Refused"
        );
    }

    private IActionResult After(Result outcome, string next, string notice) =>
        outcome.IsDone ? this.Next(next, notice) : this.PageWithErrors(outcome);
}
