using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class RequestModel(Db db, DecideLedgerRequest decide, WithdrawLedgerRequest withdraw) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Note { get; set; }
    public LedgerRequestQueries.RequestDetail View { get; private set; } = null!;
    public IReadOnlyList<(string Area, Money Amount, Money Before, Money After)> Rows { get; private set; } = [];
    public bool CanDecide =>
        View.Request.Status == LedgerRequestStatus.Waiting
        && View.Request.DecisionId is null
        && User.Can(Permission.ApproveLedger)
        && View.Request.RequestedBy != User.Actor().Id;

    /// <summary>It waits as part of a year-end decision.</summary>
    public bool IsPart => View.Request is { Status: LedgerRequestStatus.Waiting, DecisionId: not null };

    /// <summary>What the person's roles may approve. Null: any amount, or none of the roles approves.</summary>
    public Money? MayApprove { get; private set; }
    public bool CanWithdraw => View.Request.Status == LedgerRequestStatus.Waiting && User.Can(Permission.PostToLedger);

    public async Task OnGetAsync() =>
        (View, Rows) = await db.ReadAsync(async work =>
        {
            var view = await LedgerRequestQueries.GetAsync(work, Id);
            var areas = (await YearOverview.GetAsync(work, view.Request.Year)).Lines.ToDictionary(line => line.AreaId);
            var limits = (await LedgerLimits.ListAsync(work)).Where(limit => User.IsInRole(limit.Role.ToString())).ToList();
            MayApprove = limits.Count > 0 && limits.All(limit => limit.UpTo is not null) ? limits.Max(limit => limit.UpTo!.Value) : null;
            return (view, RowsOf(view.Request, areas));
        });

    public async Task<IActionResult> OnPostAsync(bool approve)
    {
        if (!User.Can(Permission.ApproveLedger))
            return Forbid();
        var outcome = await decide.RunAsync(User.Actor(), Id, approve, Note);
        if (outcome.IsDone)
            return this.Next(Links.CspBudgets.Requests, approve ? "Approved and posted" : "Refused");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        var outcome = await withdraw.RunAsync(User.Actor(), Id);
        if (outcome.IsDone)
            return this.Next(Links.CspBudgets.Requests, "Withdrawn");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    private static IReadOnlyList<(string, Money, Money, Money)> RowsOf(
        LedgerRequest request,
        IReadOnlyDictionary<Guid, YearOverview.AreaLine> areas
    )
    {
        var rows = new List<(string, Money, Money, Money)>();
        foreach (var line in request.Lines.Where(line => line.AreaId is not null))
        {
            var free = areas.TryGetValue(line.AreaId!.Value, out var own) ? own.Free : Money.Zero;
            var after = LedgerRequestRules.Posts(request.Kind) switch
            {
                null when request.ProjectNow is { } now => free - (line.Amount - now),
                { From: AccountKind.Area } => free - line.Amount,
                { To: AccountKind.Area } => free + line.Amount,
                _ => free,
            };
            rows.Add((line.Area!, line.Amount, free, after));
            if (line.OtherAreaId is { } other && areas.TryGetValue(other, out var receiver))
                rows.Add(($"{line.OtherArea} receives", Money.Zero, receiver.Free, receiver.Free + line.Amount));
        }
        return rows;
    }
}
