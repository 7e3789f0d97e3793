using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ViewDueDiligence)]
public sealed class FindingModel(Db db, DecideFinding decide, AgreeWithFinding agree) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public FindingVerdict? Verdict { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? SecondNote { get; set; }

    [BindProperty]
    public int Version { get; set; }
    public Findings.Finding Found { get; private set; } = null!;
    public ApplicationChecks.CheckedApplication Application { get; private set; } = null!;

    /// <summary>The check to which it belongs; null: to none of the round.</summary>
    public Guid? Check { get; private set; }
    public FindingCard Card => new(Found, User.Actor().Id, User.Can(Permission.ManageDueDiligence), IsAlone: true);
    public string Back =>
        Check is { } check && Card.MayDecide ? Links.DueDiligence.Check(check) : Links.DueDiligence.Checks(Application.Id);

    public async Task OnGetAsync()
    {
        Found = await db.ReadAsync(work => Findings.GetAsync(work, Id));
        var view = await db.ReadAsync(work => ApplicationChecks.GetAsync(work, Found.ApplicationId));
        Application = view.Application;
        Check = view.Checks.FirstOrDefault(check => check.Findings.Any(finding => finding.Id == Id))?.Id;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await decide.RunAsync(User.Actor(), Id, Version, Verdict, Reason);
        await OnGetAsync();
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        return await NextAsync(Found.WaitsForSecond ? "The verdict is saved. Someone else must agree." : "The verdict is saved");
    }

    public async Task<IActionResult> OnPostAgreeAsync([FromForm] bool agrees)
    {
        if (!User.Can(Permission.ManageDueDiligence))
            return Forbid();
        var outcome = await agree.RunAsync(User.Actor(), Id, Version, agrees, SecondNote);
        await OnGetAsync();
        return outcome.IsDone
            ? await NextAsync(agrees ? "The verdict counts now" : "The finding is open again")
            : this.PageWithErrors(outcome);
    }

    private async Task<IActionResult> NextAsync(string notice) =>
        this.Next(await db.ReadAsync(work => RoundChecks.NextAsync(work, User.Actor(), Application.Id, Check)), notice);
}
