using Commissioning.Domain.Accounts;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

/// <summary>The first step of every panel member: all names at once. Where a round hides applicants it shows names without applications, so
/// that declaring reveals nothing.</summary>
[Requires(Permission.ScoreApplications)]
public sealed class ConflictsModel(Db db, DeclareConflictList declare) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<NameForm> Names { get; set; } = [];
    public IReadOnlyDictionary<Guid, ConflictQueries.NamedApplicant> Waiting { get; private set; } =
        new Dictionary<Guid, ConflictQueries.NamedApplicant>();

    public static readonly IReadOnlyList<Choice> Kinds = DeclareConflict
        .Kinds.Select(kind => new Choice(kind, kind))
        .Prepend(new("", "Choose what it is"))
        .ToList();

    public sealed class NameForm
    {
        public Guid Organisation { get; set; }
        public bool HasConflict { get; set; }
        public string? Kind { get; set; }
        public string? Detail { get; set; }
    }

    public async Task OnGetAsync()
    {
        var waiting = await db.ReadAsync(work => ConflictQueries.UndeclaredAsync(work, User.Actor(), Id));
        Waiting = waiting.ToDictionary(name => name.Id);
        Names = waiting.Select(name => new NameForm { Organisation = name.Id }).ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (typed, names) = (
            Names,
            Names.Select(name => new DeclareConflictList.Line(name.Organisation, name.HasConflict, name.Kind, name.Detail))
        );
        var outcome = await declare.RunAsync(User.Actor(), Id, names.ToList());
        if (outcome.IsDone)
            return this.Next(Links.Scoring.Queue(Id), "Your conflicts are declared");
        await OnGetAsync();
        Names = typed;
        return this.PageWithErrors(outcome);
    }
}
