using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

/// <summary>Officers and publishers prepare a month's file; a publisher releases it.</summary>
[Requires(Permission.PreparePublication)]
public sealed class ReleaseModel(ReleaseDesk desk, ReleaseGrants release, PrepareGrants prepare) : PageModel
{
    /// <summary>Such as 2026-10.</summary>
    [FromRoute(Name = "month")]
    public string MonthText { get; set; } = "";

    [BindProperty]
    public string? CorrectionReason { get; set; }

    /// <summary>The version that the page showed.</summary>
    [BindProperty]
    public Guid Prepared { get; set; }
    public ReleaseDesk.MonthPage View { get; private set; } = null!;
    public bool MayPublish => User.Can(Permission.Publish);

    /// <summary>Why this person cannot release what is prepared, though it is current.</summary>
    public Refusal? WhyNotMe =>
        View.Month.Prepared is { } prepared && MayPublish
            ? ReleaseRules.WhyCannotRelease(prepared.PreparedById, User.Actor().Id, prepared.Amount, View.TwoPeopleFrom, isCurrent: true)
            : null;

    /// <summary>The only publisher prepared it and may not release it, so a colleague prepares it again.</summary>
    public bool MayPrepareAgain =>
        !MayPublish
        && View.Month.Prepared is { } prepared
        && prepared.Amount > View.TwoPeopleFrom
        && prepared.PreparedById != User.Actor().Id;
    private DateOnly Month => ReleaseRules.Parse(MonthText) ?? throw new NotFoundException("No such month");

    public async Task OnGetAsync() => View = await desk.GetMonthAsync(Month);

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await prepare.RunAsync(User.Actor(), Month, CorrectionReason);
        if (outcome.IsDone)
            return this.Next(Links.Publishing.Release(Month), "The file is prepared");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostReleaseAsync()
    {
        if (!MayPublish)
            return Forbid();
        var outcome = await release.RunAsync(User.Actor(), Month, Prepared);
        if (outcome.IsDone)
            return this.Next(Links.Publishing.Release(Month), "The file is released. The public reads it now.");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
