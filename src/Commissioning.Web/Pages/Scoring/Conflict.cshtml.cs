using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ScoreApplications)]
public sealed class ConflictModel(Db db, ScoringSheet scoringSheet, DeclareConflict declare) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ConflictForm Form { get; set; } = new();
    public ScoringSheet.ScoreSheet Sheet { get; private set; } = null!;

    /// <summary>A person in the organisation, or named by it, who may be this assessor, or known to them.</summary>
    public StaffLink? Hint { get; private set; }

    public static readonly IReadOnlyList<Choice> YesNo = [new("false", "No, I have no conflict"), new("true", "Yes, I have a conflict")];
    public static readonly IReadOnlyList<Choice> Kinds = DeclareConflict.Kinds.Select(kind => new Choice(kind, kind)).ToList();

    public sealed class ConflictForm
    {
        public bool? HasConflict { get; set; }
        public string? Kind { get; set; }
        public string? Detail { get; set; }
    }

    private async Task LoadAsync()
    {
        Sheet = await scoringSheet.GetAsync(User.Actor(), Id);
        Hint = Sheet.Round.Policy.HideApplicants
            ? null
            : await db.ReadAsync(work => StaffLinkQueries.HintOfApplicationAsync(work, User.Actor(), Sheet.Assignment.ApplicationId));
    }

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        return Sheet.Round.Policy.HideApplicants && Sheet.Assignment.Conflict == Domain.Scoring.ConflictState.NotDeclared
            ? this.Next(Links.Scoring.Conflicts(Sheet.Round.Id))
            : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var outcome = await declare.RunAsync(User.Actor(), new(Id, Form.HasConflict, Form.Kind, Form.Detail));
        if (!outcome.IsDone)
            return this.PageWithErrors(outcome);
        return Form.HasConflict == true
            ? this.Next(Links.Scoring.Queue(Sheet.Round.Id), "Conflict declared. You will not see this application.")
            : this.Next(Links.Scoring.Sheet(Id));
    }
}
