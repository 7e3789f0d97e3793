using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class YearRequestModel(Db db, Office office, SignYear sign, ReopenYear reopen, RefuseYearRequest refuse) : PageModel
{
    public static readonly IReadOnlyList<Choice> Signatories =
    [
        new("False", YearSheets.Signatory(isDeputy: false)),
        new("True", YearSheets.Signatory(isDeputy: true)),
    ];

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public bool? Deputy { get; set; }

    [BindProperty]
    public string? Note { get; set; }
    public YearRequests.YearRequest View { get; private set; } = null!;

    /// <summary>The sheet that would be signed now. Null: nothing is to be signed.</summary>
    public LetterDocument? Preview { get; private set; }

    /// <summary>Something was posted since it was proposed.</summary>
    public Refusal? Moved { get; private set; }
    public bool IsOwn => View.AskedBy == User.Actor().Id;
    public bool CanAgree => View.Status == YearRequestStatus.Waiting && !IsOwn && MayAgree;
    public bool CanRefuse => View.Status == YearRequestStatus.Waiting && (IsOwn || MayAgree);

    private bool MayAgree =>
        User.Can(Permission.SignLedgerYear) || (View.Kind == YearRequestKind.Reopen && User.Can(Permission.LockLedger));

    public async Task OnGetAsync() =>
        await db.ReadAsync(async work =>
        {
            View = await YearRequests.FindAsync(work, Id);
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
        var signed = await sign.RunAsync(User.Actor(), Id, Deputy);
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
