using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ScoreApplications)]
public sealed class SheetModel(
    Db db,
    ScoringSheet scoringSheet,
    ScoringQueue queue,
    SaveScores saveScores,
    RequestCorrection request,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<ScoreForm> Scores { get; set; } = [];

    [BindProperty]
    public List<PassFailForm> PassFailCriteria { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int Version { get; set; }
    public ScoringSheet.ScoreSheet Sheet { get; private set; } = null!;
    public SheetChanges.ChangesOfSheet Changes { get; private set; } = null!;
    public Refusal? WhyReadOnly { get; private set; }
    public Guid? Next { get; private set; }

    public static readonly IReadOnlyList<Choice> PassFailChoices = [new("true", "Pass"), new("false", "Fail")];

    public bool MayAskForCorrection => clock.UtcNow() <= Sheet.Round.ScoringClosesAt && !Sheet.Round.IsRecommended;

    public sealed class PassFailForm
    {
        public Guid PassFailCriterionId { get; set; }
        public bool? Passed { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class ScoreForm
    {
        public Guid CriterionId { get; set; }
        public int? Value { get; set; }
        public string? Reason { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        if (Sheet.Assignment.Conflict == ConflictState.NotDeclared)
            return this.Next(Sheet.Round.Policy.HideApplicants ? Links.Scoring.Conflicts(Sheet.Round.Id) : Links.Scoring.Conflict(Id));
        if (Sheet.WhyShut is not null)
            Response.StatusCode = StatusCodes.Status403Forbidden;
        Version = Sheet.Assignment.Version;
        Scores = Sheet
            .Criteria.Select(criterion =>
                Sheet.Scores.FirstOrDefault(score => score.CriterionId == criterion.Id) is { } score
                    ? new ScoreForm
                    {
                        CriterionId = criterion.Id,
                        Value = score.Value,
                        Reason = score.Reason,
                    }
                    : new ScoreForm { CriterionId = criterion.Id }
            )
            .ToList();
        PassFailCriteria = Sheet
            .PassFailCriteria.Select(passFail =>
                Sheet.PassFailAnswers.FirstOrDefault(score => score.PassFailCriterionId == passFail.Id) is { } score
                    ? new PassFailForm
                    {
                        PassFailCriterionId = passFail.Id,
                        Passed = score.Passed,
                        Reason = score.Reason,
                    }
                    : new PassFailForm { PassFailCriterionId = passFail.Id }
            )
            .ToList();
        if (Sheet.Assignment.SubmittedAt is not null)
            Next = await queue.NextAsync(User.Actor(), Sheet.Round.Id, Sheet.Assignment.Position);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool submitNow)
    {
        await LoadAsync();
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var refusals = await SaveAsync(submitNow);
        if (this.AnyErrors(refusals))
        {
            ModelState.Remove(nameof(Version));
            Version = Sheet.Assignment.Version;
            // Keeps what was typed on the page, even when it was too late to be saved.
            if (Sheet.Assignment is { SubmittedAt: null, Conflict: ConflictState.None })
                WhyReadOnly = null;
            return this.PageWithErrors();
        }
        return submitNow
            ? this.Next(Links.Scoring.Sheet(Id), "Your scores are submitted")
            : this.Next(Links.Scoring.Queue(Sheet.Round.Id), "Your scores are saved");
    }

    /// <summary>Saves in the background; the response says when, or why not.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync()
    {
        await LoadAsync();
        var refusals = ModelState.IsValid ? await SaveAsync(submitNow: false) : new Refusal("Not saved: one of the scores cannot be read");
        return refusals.FirstRefusal is { } refusal
            ? new JsonResult(new { message = refusal.Sentence })
            : new JsonResult(new { version = Version + 1, message = $"Last saved at {LondonTime.DateAndTime(clock.UtcNow())}" });
    }

    public async Task<IActionResult> OnPostReopenAsync()
    {
        await OnGetAsync();
        var outcome = await request.RunAsync(User.Actor(), Id, Reason);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Scoring.Sheet(Id), "We have asked a commissioning officer");
    }

    private Task<Result> SaveAsync(bool submitNow) =>
        saveScores.RunAsync(
            User.Actor(),
            new(
                Id,
                Version,
                Scores.Select(score => new Score(score.CriterionId, score.Value, score.Reason ?? "")).ToList(),
                PassFailCriteria
                    .Select(passFail => new PassFailAnswer(passFail.PassFailCriterionId, passFail.Passed, passFail.Reason ?? ""))
                    .ToList(),
                submitNow
            )
        );

    public IReadOnlyList<Choice> AnchorsOf(Criterion criterion) =>
        Sheet
            .Anchors.Where(anchor => anchor.CriterionId == criterion.Id)
            .Select(anchor => new Choice(anchor.Score.ToString(CultureInfo.InvariantCulture), $"{anchor.Score}", anchor.Wording))
            .ToList();

    private async Task LoadAsync()
    {
        Sheet = await scoringSheet.GetAsync(User.Actor(), Id);
        Changes = await db.ReadAsync(work => SheetChanges.GetAsync(work, Sheet));
        WhyReadOnly = ScoringRules.WhyCannotSave(Sheet.Assignment, Sheet.Round, clock.UtcNow());
    }
}
