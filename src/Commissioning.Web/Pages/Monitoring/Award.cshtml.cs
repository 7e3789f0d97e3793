using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

[Requires(Permission.ViewAwards)]
public sealed class AwardModel(Db db, MoveReturnDate move, AddReturn add, PlanVisit plan, RecordVisit record) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Return { get; set; }

    [BindProperty]
    public DateParts DueOn { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public MoreForm More { get; set; } = new();

    [BindProperty]
    public DateParts VisitedOn { get; set; } = new();

    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public bool ByCommissioner { get; set; }

    [BindProperty]
    public string? Notes { get; set; }

    [BindProperty]
    public DateParts NextOn { get; set; } = new();

    [BindProperty]
    public VisitModel.PlanForm Plan { get; set; } = new();
    public AwardMonitoringQueries.AwardMonitoringPage View { get; private set; } = null!;
    public bool MayChange => User.Can(Permission.ReviewMonitoring);

    /// <summary>The page came back because the notes of a visit may name a child: they can be kept as they are.</summary>
    public bool IsWarned => ModelState[nameof(Notes)] is { Errors.Count: > 0 } && VisitRules.NamesChild(Notes);
    public IReadOnlyList<Choice> Open =>
        View
            .Returns.Where(one => one.Status is ReturnStatus.Due or ReturnStatus.Prepared)
            .Select(one => new Choice(one.Id.ToString(), $"{one.Title}, due {LondonTime.Date(one.DueOn)}"))
            .ToList();

    public sealed class MoreForm
    {
        public DateParts Until { get; set; } = new();
        public DateParts DueOn { get; set; } = new();
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync() => View = await db.ReadAsync(work => AwardMonitoringQueries.GetAsync(work, Id));

    public Task<IActionResult> OnPostMoveAsync() =>
        AfterAsync(
            async () =>
                !Guid.TryParse(Return, out var one) ? new Refusal("Choose a return", nameof(Return))
                : DueOn.WhyNotADate("the new date") is { } wrong ? new Refusal(wrong, nameof(DueOn))
                : await move.RunAsync(User.Actor(), Id, one, DueOn.ToDate()!.Value, Reason),
            "The due date is changed",
            ""
        );

    public Task<IActionResult> OnPostAddAsync() =>
        AfterAsync(
            async () =>
            {
                if (More.Until.WhyNotADate("the last day of the time") is { } until)
                    return new Refusal(until, nameof(More.Until));
                if (More.DueOn.WhyNotADate("the day it is due") is { } due)
                    return new Refusal(due, nameof(More.DueOn));
                return await add.RunAsync(User.Actor(), Id, More.Until.ToDate()!.Value, More.DueOn.ToDate()!.Value, More.Reason);
            },
            "You have asked for another return",
            nameof(More)
        );

    public Task<IActionResult> OnPostPlanAsync() =>
        AfterAsync(
            async () =>
                Plan.PlannedOn.WhyNotADate("the day of the visit") is { } wrong
                    ? new Refusal(wrong, nameof(Plan.PlannedOn))
                    : (Result)await plan.RunAsync(User.Actor(), Id, new(Plan.PlannedOn.ToDate()!.Value, Plan.Who, Plan.Reason)),
            "The visit is planned",
            nameof(Plan)
        );

    public Task<IActionResult> OnPostVisitAsync([FromForm] bool asItIs) =>
        AfterAsync(
            async () =>
            {
                if (VisitedOn.WhyNotADate("the day of the visit") is { } wrong)
                    return new Refusal(wrong, nameof(VisitedOn));
                if (!NextOn.IsBlank && NextOn.WhyNotADate("the day of the next visit") is { } next)
                    return new Refusal(next, nameof(NextOn));
                return await record.RunAsync(
                    User.Actor(),
                    Id,
                    new(VisitedOn.ToDate()!.Value, Who, ByCommissioner, Notes, NextOn.ToDate()) { AsItIs = asItIs }
                );
            },
            "The visit is recorded"
        );

    private async Task<IActionResult> AfterAsync(Func<Task<Result>> change, string notice, string form = "")
    {
        if (!MayChange)
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.Monitoring.Award(Id), notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome, form);
    }
}
