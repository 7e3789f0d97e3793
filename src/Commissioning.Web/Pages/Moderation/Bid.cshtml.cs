using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Moderation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Moderation;

[Requires(Permission.ViewModeration)]
public sealed class BidModel(BidModeration moderation, AgreeScores agreeScores, SharedScreen sharedScreen, PanelAccess access) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<LineForm> Lines { get; set; } = [];

    [BindProperty]
    public List<GateForm> Gates { get; set; } = [];

    [BindProperty]
    public List<Guid> Present { get; set; } = [];

    [BindProperty]
    public string? Others { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public int Version { get; set; }
    public BidModeration.View View { get; private set; } = null!;

    public sealed class GateForm
    {
        public Guid Gate { get; set; }
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
        Gates = View
            .Gates.Select(gate =>
                View.AgreedGates.FirstOrDefault(row => row.GateId == gate.Id) is { } agreed
                    ? new GateForm
                    {
                        Gate = gate.Id,
                        Passed = agreed.Passed,
                        Reason = agreed.Reason,
                    }
                    : new GateForm { Gate = gate.Id }
            )
            .ToList();
        (Present, Note, Version) = ([.. View.LastPresent], View.Meeting?.Note, View.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!User.Can(Permission.RecordModeration))
            return Forbid();
        var lines = new List<AgreeScores.Line>();
        for (var i = 0; i < Lines.Count; i++)
        {
            var score = Fraction.Parse(Lines[i].Score);
            if (score is null && !string.IsNullOrWhiteSpace(Lines[i].Score))
                ModelState.AddModelError($"Lines[{i}].Score", "Enter a number from 0 to 5, such as 3 or 3.5");
            if (Lines[i].Reason?.Length > 2000)
                ModelState.AddModelError($"Lines[{i}].Reason", "Shorten the reason to 2,000 characters");
            lines.Add(new(Lines[i].Criterion, score, Lines[i].Reason));
        }
        for (var i = 0; i < Gates.Count; i++)
            if (Gates[i].Reason?.Length > 2000)
                ModelState.AddModelError($"Gates[{i}].Reason", "Shorten the reason to 2,000 characters");
        if (Note?.Length > 4000)
            ModelState.AddModelError("Note", "Shorten the note to 4,000 characters");
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var refusals = await agreeScores.RunAsync(
            User.Actor(),
            new(
                Id,
                Version,
                Gates.Select(gate => new AgreeScores.GateLine(gate.Gate, gate.Passed, gate.Reason)).ToList(),
                lines,
                Note,
                new(Present, Others)
            )
        );
        if (!this.AnyErrors(refusals))
            return this.Next(Links.Moderation.Bid(Id), "Agreed scores saved");
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
        return this.Next(Links.Moderation.Bid(Id), "The shared screen shows this bid");
    }

    private async Task LoadAsync()
    {
        View = await moderation.GetAsync(User.Actor(), Id);
        if (!User.Can(Permission.ViewRounds))
            await access.DemandAsync(User.Actor(), View.Round.Id);
    }
}
