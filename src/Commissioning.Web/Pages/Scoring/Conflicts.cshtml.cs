using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

/// <summary>For a round that hides applicants: names without applications, so that declaring reveals nothing to an assessor.</summary>
[Requires(Permission.ScoreApplications)]
public sealed class ConflictsModel(Db db, DeclareConflictList declare) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<Guid> Organisations { get; set; } = [];

    [BindProperty]
    public string? Detail { get; set; }
    public IReadOnlyList<ConflictQueries.NamedApplicant> Names { get; private set; } = [];

    public Dictionary<Guid, StaffLink> Hints { get; } = [];

    public async Task OnGetAsync()
    {
        Names = await db.ReadAsync(work => ConflictQueries.UndeclaredAsync(work, User.Actor(), Id));
        foreach (var name in Names)
            if (await db.ReadAsync(work => StaffLinkQueries.HintAsync(work, User.Actor(), name.Id)) is { } hint)
                Hints[name.Id] = hint;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await declare.RunAsync(User.Actor(), Id, Organisations, Detail);
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.Scoring.Queue(Id), "Your conflicts are declared");
    }
}
