using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.DecideRound), RequestFormLimits(ValueCountLimit = 50_000)]
public sealed class DecideModel(DecideRound decideRound) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public DecisionForm Form { get; set; } = new();
    public DecideRound.View View { get; private set; } = null!;

    public sealed class DecisionForm
    {
        public List<LineForm> Lines { get; set; } = [];
        public string? Interests { get; set; }
        public string? Note { get; set; }
    }

    public sealed class LineForm
    {
        public Guid Application { get; set; }
        public bool Fund { get; set; }
        public string? Reason { get; set; }
    }

    public async Task OnGetAsync()
    {
        View = await decideRound.GetAsync(User.Actor(), Id);
        Form.Lines = View.Lines.Select(line => new LineForm { Application = line.ApplicationId, Fund = line.Recommended && !line.Withdrawn }).ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await decideRound.GetAsync(User.Actor(), Id);
        for (var i = 0; i < Form.Lines.Count; i++)
            if (Form.Lines[i].Reason?.Length > 1000) ModelState.AddModelError($"Form.Lines[{i}].Reason", "Shorten the reason to 1,000 characters");
        if (Form.Interests?.Length > 2000) ModelState.AddModelError("Form.Interests", "Shorten your interests to 2,000 characters");
        if (Form.Note?.Length > 4000) ModelState.AddModelError("Form.Note", "Shorten the note to 4,000 characters");
        if (!ModelState.IsValid) return this.PageWithErrors();
        var refusals = await decideRound.RunAsync(User.Actor(), Id, new(Form.Lines.Select(line => new DecideRound.Choice(line.Application, line.Fund, line.Reason)).ToList(), Form.Interests, Form.Note));
        return this.AnyErrors(refusals) ? this.PageWithErrors() : this.Next(Links.Decisions.Paper(Id), "The decision is recorded");
    }
}
