using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Scoring;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ScoreApplications)]
public sealed class SheetModel(ScoringSheet scoringSheet, ScoringQueue queue, SaveScores saveScores, UnsealSheet unseal, TimeProvider clock)
    : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<MarkForm> Marks { get; set; } = [];

    [BindProperty]
    public List<GateForm> Gates { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int Version { get; set; }
    public ScoringSheet.View Sheet { get; private set; } = null!;
    public Refusal? WhyReadOnly { get; private set; }
    public Guid? Next { get; private set; }

    public static readonly IReadOnlyList<Choice> GateChoices = [new("true", "Pass"), new("false", "Fail")];

    public bool MayAskToUnseal => clock.UtcNow() <= Sheet.Round.ScoringClosesAt && !Sheet.Round.IsRecommended;

    public sealed class GateForm
    {
        public Guid GateId { get; set; }
        public bool? Passed { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class MarkForm
    {
        public Guid CriterionId { get; set; }
        public int? Points { get; set; }
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
        Marks = Sheet
            .Criteria.Select(criterion =>
                Sheet.Marks.FirstOrDefault(mark => mark.CriterionId == criterion.Id) is { } mark
                    ? new MarkForm
                    {
                        CriterionId = criterion.Id,
                        Points = mark.Points,
                        Reason = mark.Reason,
                    }
                    : new MarkForm { CriterionId = criterion.Id }
            )
            .ToList();
        Gates = Sheet
            .Gates.Select(gate =>
                Sheet.GateMarks.FirstOrDefault(mark => mark.GateId == gate.Id) is { } mark
                    ? new GateForm
                    {
                        GateId = gate.Id,
                        Passed = mark.Passed,
                        Reason = mark.Reason,
                    }
                    : new GateForm { GateId = gate.Id }
            )
            .ToList();
        if (Sheet.Assignment.SealedAt is not null)
            Next = await queue.NextAsync(User.Actor(), Sheet.Round.Id, Sheet.Assignment.Position);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool seal)
    {
        await LoadAsync();
        for (var i = 0; i < Gates.Count; i++)
            if (Gates[i].Reason?.Length > 2000)
                ModelState.AddModelError($"Gates[{i}].Reason", "Shorten this reason to 2,000 characters");
        for (var i = 0; i < Marks.Count; i++)
            if (Marks[i].Reason?.Length > 2000)
                ModelState.AddModelError($"Marks[{i}].Reason", "Shorten this reason to 2,000 characters");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var refusals = await SaveAsync(seal);
        if (this.AnyErrors(refusals))
        {
            ModelState.Remove(nameof(Version));
            Version = Sheet.Assignment.Version;
            // What was typed stays on the page, even when it came too late to be kept.
            if (Sheet.Assignment is { SealedAt: null, Conflict: ConflictState.None })
                WhyReadOnly = null;
            return this.PageWithErrors();
        }
        return seal
            ? this.Next(Links.Scoring.Sheet(Id), "Your scores are sealed")
            : this.Next(Links.Scoring.Queue(Sheet.Round.Id), "Your scores are saved");
    }

    /// <summary>Saves what is there so far, quietly; the answer says when, or why not.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync()
    {
        await LoadAsync();
        if (Gates.Any(gate => gate.Reason?.Length > 2000) || Marks.Any(mark => mark.Reason?.Length > 2000))
            return new JsonResult(new { message = "Not saved: shorten the longest reason to 2,000 characters" });
        var refusals = ModelState.IsValid ? await SaveAsync(seal: false) : [new("Not saved: one of the scores cannot be read")];
        return refusals is [var refusal, ..]
            ? new JsonResult(new { message = refusal.Sentence })
            : new JsonResult(new { version = Version + 1, message = $"Last saved at {LondonTime.DateAndTime(clock.UtcNow())}" });
    }

    public async Task<IActionResult> OnPostUnsealAsync()
    {
        await OnGetAsync();
        var outcome = await unseal.AskAsync(User.Actor(), Id, Reason);
        return outcome.Refused is { } refusal
            ? this.PageWithErrors(refusal)
            : this.Next(Links.Scoring.Sheet(Id), "A commissioning officer has been asked");
    }

    private Task<IReadOnlyList<Refusal>> SaveAsync(bool seal) =>
        saveScores.RunAsync(
            User.Actor(),
            new(
                Id,
                Version,
                Marks.Select(mark => new Mark(mark.CriterionId, mark.Points, mark.Reason ?? "")).ToList(),
                Gates.Select(gate => new GateMark(gate.GateId, gate.Passed, gate.Reason ?? "")).ToList(),
                seal
            )
        );

    public IReadOnlyList<Choice> AnchorsOf(Criterion criterion) =>
        Sheet
            .Anchors.Where(anchor => anchor.CriterionId == criterion.Id)
            .Select(anchor => new Choice(anchor.Points.ToString(CultureInfo.InvariantCulture), $"{anchor.Points}", anchor.Wording))
            .ToList();

    private async Task LoadAsync()
    {
        Sheet = await scoringSheet.GetAsync(User.Actor(), Id);
        WhyReadOnly = ScoringRules.WhyCannotSave(Sheet.Assignment, Sheet.Round, clock.UtcNow());
    }
}
