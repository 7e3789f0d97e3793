using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Scoring;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

/// <summary>A conflict that an assessor finds after the list of names: while they score, or later.</summary>
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

    public static readonly IReadOnlyList<Choice> Kinds = DeclareConflict.Kinds.Select(kind => new Choice(kind, kind)).ToList();

    public sealed class ConflictForm
    {
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
        return Sheet.Assignment.Conflict == ConflictState.NotDeclared ? this.Next(Links.Scoring.Conflicts(Sheet.Round.Id)) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var outcome = await declare.RunAsync(User.Actor(), new(Id, Form.Kind, Form.Detail));
        return outcome.IsDone
            ? this.Next(Links.Scoring.Queue(Sheet.Round.Id), "Conflict declared. You will not see this application.")
            : this.PageWithErrors(outcome);
    }
}
