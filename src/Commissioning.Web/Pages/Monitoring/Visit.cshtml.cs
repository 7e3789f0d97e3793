using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>One visit, planned or made, with what is to be done after it.</summary>
[Requires(Permission.ViewAwards)]
[EnableRateLimiting(RateLimits.Upload)]
public sealed class VisitModel(
    Db db,
    PlanVisit plan,
    CallOffVisit callOff,
    RecordVisit record,
    AddVisitAction addAction,
    FinishVisitAction finishAction,
    AddVisitFile addVisitFile,
    CorrectVisit correct
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

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
    public PlanForm Plan { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? ByWhom { get; set; }

    [BindProperty]
    public DateParts DueOn { get; set; } = new();

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string? Caption { get; set; }

    [BindProperty]
    public ChangeForm Change { get; set; } = new();
    public VisitQueries.VisitPage View { get; private set; } = null!;
    public bool MayChange => User.Can(Permission.ReviewMonitoring);
    public IReadOnlyList<Choice> FileChoices => View.Files.Select(file => new Choice(file.FileId.ToString(), file.Caption)).ToList();

    /// <summary>The page came back because these words may name a child: they can be kept as they are.</summary>
    public bool IsWarned(string field, string? words) => ModelState[field] is { Errors.Count: > 0 } && VisitRules.NamesChild(words);

    public sealed class ChangeForm
    {
        public string? File { get; set; }
        public string? Caption { get; set; }
    }

    public sealed class PlanForm
    {
        public DateParts PlannedOn { get; set; } = new();
        public string? Who { get; set; }
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Who ??= View.Visit.Who;
        Notes = View.Visit.Notes;
        if (View.Visit.PlannedOn is { } day)
            Plan = new()
            {
                PlannedOn = DateParts.From(day),
                Who = View.Visit.Who,
                Reason = View.Visit.Reason,
            };
    }

    private async Task LoadAsync() => View = await db.ReadAsync(work => VisitQueries.GetAsync(work, Id));

    public Task<IActionResult> OnPostPlanAsync() =>
        AfterAsync(
            async () =>
                Plan.PlannedOn.WhyNotADate("the day of the visit") is { } wrong
                    ? new Refusal(wrong, nameof(Plan.PlannedOn))
                    : (Result)
                        await plan.RunAsync(
                            User.Actor(),
                            View.Visit.AwardId,
                            new(Plan.PlannedOn.ToDate()!.Value, Plan.Who, Plan.Reason),
                            Id
                        ),
            "The plan is changed",
            nameof(Plan)
        );

    public Task<IActionResult> OnPostCallOffAsync() =>
        AfterAsync(() => callOff.RunAsync(User.Actor(), Id, Reason), "The visit is called off");

    public Task<IActionResult> OnPostCorrectAsync([FromForm] bool asItIs) =>
        AfterAsync(() => correct.NotesAsync(User.Actor(), Id, Notes, asItIs), "What was found is corrected");

    public Task<IActionResult> OnPostChangeAsync([FromForm] bool asItIs, [FromForm] bool remove) =>
        AfterAsync(
            async () =>
                !Guid.TryParse(Change.File, out var file) ? new Refusal("Choose a file", nameof(Change.File))
                : remove ? await correct.RemoveFileAsync(User.Actor(), Id, file)
                : await correct.CaptionAsync(User.Actor(), Id, file, Change.Caption, asItIs),
            remove ? "The file is removed" : "The words of the file are corrected",
            nameof(Change)
        );

    public Task<IActionResult> OnPostRecordAsync([FromForm] bool asItIs) =>
        AfterAsync(
            async () =>
            {
                if (VisitedOn.WhyNotADate("the day of the visit") is { } wrong)
                    return new Refusal(wrong, nameof(VisitedOn));
                if (!NextOn.IsBlank && NextOn.WhyNotADate("the day of the next visit") is { } next)
                    return new Refusal(next, nameof(NextOn));
                return await record.RunAsync(
                    User.Actor(),
                    View.Visit.AwardId,
                    new(VisitedOn.ToDate()!.Value, Who, ByCommissioner, Notes, NextOn.ToDate()) { Planned = Id, AsItIs = asItIs }
                );
            },
            "The visit is recorded"
        );

    public Task<IActionResult> OnPostActionAsync() =>
        AfterAsync(
            async () =>
                DueOn.WhyNotADate("the day by which it is to be done") is { } wrong
                    ? new Refusal(wrong, nameof(DueOn))
                    : await addAction.RunAsync(User.Actor(), Id, new(What, ByWhom, DueOn.ToDate()!.Value)),
            "The action is added"
        );

    public Task<IActionResult> OnPostDoneAsync([FromForm] Guid action) =>
        AfterAsync(() => finishAction.RunAsync(User.Actor(), Id, action), "The action is done");

    public Task<IActionResult> OnPostFileAsync([FromForm] bool asItIs) =>
        AfterAsync(
            async () =>
            {
                var file = await this.ReadUploadAsync(Upload, nameof(Upload));
                if (Upload is null)
                    return new Refusal("Choose a file", nameof(Upload));
                return file is null ? Result.Done : await addVisitFile.RunAsync(User.Actor(), Id, file, Caption, asItIs);
            },
            "The file is added"
        );

    private async Task<IActionResult> AfterAsync(Func<Task<Result>> change, string notice, string form = "")
    {
        if (!MayChange)
            return Forbid();
        await LoadAsync();
        var outcome = await change();
        if (outcome.IsDone && ModelState.IsValid)
            return this.Next(Links.Monitoring.Visit(Id), notice);
        await LoadAsync();
        Notes ??= View.Visit.Notes;
        return this.PageWithErrors(outcome, form);
    }
}
