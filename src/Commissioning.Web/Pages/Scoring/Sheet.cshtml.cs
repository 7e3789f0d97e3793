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
public sealed class SheetModel(ScoringSheet scoringSheet, ScoringQueue queue, SaveScores saveScores, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public List<MarkForm> Marks { get; set; } = [];
    [BindProperty] public int Version { get; set; }
    public ScoringSheet.View Sheet { get; private set; } = null!;
    public Refusal? WhyReadOnly { get; private set; }
    public Guid? Next { get; private set; }

    public sealed class MarkForm
    {
        public Guid CriterionId { get; set; }
        public int? Points { get; set; }
        public string? Reason { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        if (Sheet.Assignment.Conflict == ConflictState.NotDeclared) return this.Next(Links.Scoring.Conflict(Id));
        if (Sheet.WhyShut is not null) Response.StatusCode = StatusCodes.Status403Forbidden;
        Version = Sheet.Assignment.Version;
        Marks = Sheet.Criteria.Select(criterion => Sheet.Marks.FirstOrDefault(mark => mark.CriterionId == criterion.Id) is { } mark
            ? new MarkForm { CriterionId = criterion.Id, Points = mark.Points, Reason = mark.Reason } : new MarkForm { CriterionId = criterion.Id }).ToList();
        if (Sheet.Assignment.SealedAt is not null) Next = await queue.NextAsync(User.Actor(), Sheet.Round.Id, Sheet.Assignment.Position);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool seal)
    {
        await LoadAsync();
        for (var i = 0; i < Marks.Count; i++)
            if (Marks[i].Reason?.Length > 2000) ModelState.AddModelError($"Marks[{i}].Reason", "Shorten this reason to 2,000 characters");
        if (!ModelState.IsValid) return this.PageWithErrors();
        var refusals = await saveScores.RunAsync(User.Actor(), new(Id, Version, Marks.Select(mark => new Mark(mark.CriterionId, mark.Points, mark.Reason ?? "")).ToList(), seal));
        if (this.AnyErrors(refusals))
        {
            ModelState.Remove(nameof(Version));
            Version = Sheet.Assignment.Version;
            // What was typed stays on the page, even when it came too late to be kept.
            if (Sheet.Assignment is { SealedAt: null, Conflict: ConflictState.None }) WhyReadOnly = null;
            return this.PageWithErrors();
        }
        return seal ? this.Next(Links.Scoring.Sheet(Id), "Your scores are sealed") : this.Next(Links.Scoring.Queue(Sheet.Round.Id), "Your scores are saved");
    }

    public IReadOnlyList<Choice> AnchorsOf(Criterion criterion) =>
        Sheet.Anchors.Where(anchor => anchor.CriterionId == criterion.Id).Select(anchor => new Choice(anchor.Points.ToString(CultureInfo.InvariantCulture), $"{anchor.Points}", anchor.Wording)).ToList();

    private async Task LoadAsync()
    {
        Sheet = await scoringSheet.GetAsync(User.Actor(), Id);
        WhyReadOnly = ScoringRules.WhyCannotSave(Sheet.Assignment, Sheet.Round, clock.UtcNow());
    }
}
