using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

/// <summary>Officers and publishers prepare a month's file of spending; a publisher releases it.</summary>
[Requires(Permission.PreparePublication)]
public sealed class SpendingMonthModel(SpendingDesk desk, ReleaseSpending release, PrepareSpending prepare) : PageModel
{
    private const int PageSize = 100;
    public const int MostProblems = 100;

    /// <summary>Such as 2026-10.</summary>
    [FromRoute(Name = "month")]
    public string MonthText { get; set; } = "";

    [FromQuery(Name = "page")]
    public int Number { get; set; } = 1;
    public int Pages => Math.Max(1, (View.Payments.Count + PageSize - 1) / PageSize);

    /// <summary>Those to complete come first.</summary>
    public IEnumerable<SpendingDesk.Payment> Payments =>
        View
            .Payments.OrderByDescending(payment => payment.Missing.Count > 0)
            .Skip((Math.Clamp(Number, 1, Pages) - 1) * PageSize)
            .Take(PageSize);

    [BindProperty]
    public string? CorrectionReason { get; set; }

    /// <summary>The version that the page showed.</summary>
    [BindProperty]
    public Guid Prepared { get; set; }
    public SpendingDesk.MonthPage View { get; private set; } = null!;
    public bool MayPublish => User.Can(Permission.Publish);

    /// <summary>Why this person cannot release what is prepared, though it is current.</summary>
    public Refusal? WhyNotMe =>
        View.Prepared is { } prepared && MayPublish
            ? ReleaseRules.WhyCannotRelease(prepared.PreparedById, User.Actor().Id, prepared.Amount, View.TwoPeopleFrom, isCurrent: true)
            : null;

    /// <summary>The only publisher prepared it and may not release it, so a colleague prepares it again.</summary>
    public bool MayPrepareAgain =>
        !MayPublish && View.Prepared is { } prepared && prepared.Amount > View.TwoPeopleFrom && prepared.PreparedById != User.Actor().Id;
    private DateOnly Month => ReleaseRules.Parse(MonthText) ?? throw new NotFoundException("No such month");

    public async Task OnGetAsync() => View = await desk.GetMonthAsync(Month);

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await prepare.RunAsync(User.Actor(), Month, CorrectionReason);
        if (outcome.IsDone)
            return this.Next(Links.Publishing.SpendingMonth(Month), "The file is prepared");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostReleaseAsync()
    {
        if (!MayPublish)
            return Forbid();
        var outcome = await release.RunAsync(User.Actor(), Month, Prepared);
        if (outcome.IsDone)
            return this.Next(Links.Publishing.SpendingMonth(Month), "The file is released. The public reads it now.");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }
}
