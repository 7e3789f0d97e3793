using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

[Requires(Permission.ViewModeration)]
public sealed class ApplicationModel(Db db, AgreeScores agreeScores, SharedScreen sharedScreen, PanelAccess access) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<LineForm> Lines { get; set; } = [];

    [BindProperty]
    public List<PassFailForm> PassFailCriteria { get; set; } = [];

    [BindProperty]
    public List<Guid> Present { get; set; } = [];

    [BindProperty]
    public string? Others { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public int Version { get; set; }
    public ApplicationModeration.ModerationSheet View { get; private set; } = null!;

    public sealed class PassFailForm
    {
        public Guid PassFailCriterion { get; set; }
        public bool? Passed { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class LineForm
    {
        public Guid Criterion { get; set; }
        public string? Score { get; set; }
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (View.WhyHidden is not null)
            Response.StatusCode = StatusCodes.Status403Forbidden;
        Lines = View
            .Criteria.Select(criterion =>
                View.Agreed.FirstOrDefault(score => score.CriterionId == criterion.Id) is { } agreed
                    // Left empty where the mean stands, because the mean may have no end as a decimal.
                    ? new LineForm
                    {
                        Criterion = criterion.Id,
                        Score =
                            View.Means.TryGetValue(criterion.Id, out var mean) && mean == agreed.Score ? null : agreed.Score.ToString(2),
                        Reason = agreed.Reason,
                    }
                    : new LineForm { Criterion = criterion.Id }
            )
            .ToList();
        PassFailCriteria = View
            .PassFailCriteria.Select(passFail =>
                View.AgreedPassFails.FirstOrDefault(row => row.PassFailCriterionId == passFail.Id) is { } agreed
                    ? new PassFailForm
                    {
                        PassFailCriterion = passFail.Id,
                        Passed = agreed.Passed,
                        Reason = agreed.Reason,
                    }
                    : new PassFailForm { PassFailCriterion = passFail.Id }
            )
            .ToList();
        (Present, Note, Version) = ([.. View.LastPresent], View.Meeting?.Note, View.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        var lines = new List<AgreeScores.AgreedLine>();
        for (var i = 0; i < Lines.Count; i++)
        {
            var score = Fraction.Parse(Lines[i].Score);
            if (score is null && !string.IsNullOrWhiteSpace(Lines[i].Score))
                ModelState.AddModelError($"Lines[{i}].Score", "Enter a number from 0 to 5, such as 3 or 3.5");
            if (Lines[i].Reason?.Length > 2000)
                ModelState.AddModelError($"Lines[{i}].Reason", "Shorten the reason to 2,000 characters");
            lines.Add(new(Lines[i].Criterion, score, Lines[i].Reason));
        }
        for (var i = 0; i < PassFailCriteria.Count; i++)
            if (PassFailCriteria[i].Reason?.Length > 2000)
                ModelState.AddModelError($"PassFailCriteria[{i}].Reason", "Shorten the reason to 2,000 characters");
        if (Note?.Length > 4000)
            ModelState.AddModelError("Note", "Shorten the note to 4,000 characters");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var refusals = await agreeScores.RunAsync(
            User.Actor(),
            new(
                Id,
                Version,
                PassFailCriteria
                    .Select(passFail => new AgreeScores.PassFailLine(passFail.PassFailCriterion, passFail.Passed, passFail.Reason))
                    .ToList(),
                lines,
                Note,
                new(Present, Others)
            )
        );
        if (!this.AnyErrors(refusals))
            return this.Next(Links.Moderation.Application(Id), "Agreed scores saved");
        ModelState.Remove(nameof(Version));
        Version = View.Version;
        return this.PageWithErrors();
    }

    public async Task<IActionResult> OnPostFocusAsync()
    {
        await LoadAsync();
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        await sharedScreen.ShowAsync(User.Actor(), View.Round.Id, Id);
        return this.Next(Links.Moderation.Application(Id), "The shared screen shows this application");
    }

    private async Task LoadAsync()
    {
        View = await db.ReadAsync(work => ApplicationModeration.GetAsync(work, User.Actor(), Id));
        if (!User.Can(Permission.ViewRounds))
            await access.DemandAsync(User.Actor(), View.Round.Id);
    }
}
