using Commissioning.Domain.Accounts;
using Commissioning.Features.Scoring;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ScoreApplications)]
public sealed class ConflictModel(ScoringSheet scoringSheet, DeclareConflict declareConflict) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public ConflictForm Form { get; set; } = new();
    public ScoringSheet.View Sheet { get; private set; } = null!;

    public static readonly IReadOnlyList<Choice> YesNo = [new("false", "No, I have no conflict"), new("true", "Yes, I have a conflict")];
    public static readonly IReadOnlyList<Choice> Kinds = DeclareConflict.Kinds.Select(kind => new Choice(kind, kind)).ToList();

    public sealed class ConflictForm
    {
        public bool? HasConflict { get; set; }
        public string? Kind { get; set; }
        public string? Detail { get; set; }
    }

    public async Task<IActionResult> OnGetAsync()
    {
        Sheet = await scoringSheet.GetAsync(User.Actor(), Id);
        return Sheet.Round.Policy.HideApplicants && Sheet.Assignment.Conflict == Domain.Scoring.ConflictState.NotDeclared ? this.Next(Links.Scoring.Conflicts(Sheet.Round.Id)) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Sheet = await scoringSheet.GetAsync(User.Actor(), Id);
        if (Form.Detail?.Length > 1000) return this.PageWithErrors(new("Shorten the description to 1,000 characters", "Form.Detail"));
        var outcome = await declareConflict.RunAsync(User.Actor(), new(Id, Form.HasConflict, Form.Kind, Form.Detail));
        if (outcome.Refused is { } refusal) return this.PageWithErrors(refusal);
        return Form.HasConflict == true ? this.Next(Links.Scoring.Queue(Sheet.Round.Id), "Conflict declared. You will not see this bid.") : this.Next(Links.Scoring.Sheet(Id));
    }
}
