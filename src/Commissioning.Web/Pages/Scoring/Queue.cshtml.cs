using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Scoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ScoreApplications)]
public sealed class QueueModel(ScoringQueue queue) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ScoringQueue.ScoringQueuePage View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => View = await queue.GetAsync(User.Actor(), Id, number);

    public static (string Text, string Colour, string? Href) StateOf(ScoringQueue.ScoringQueueRow row) =>
        row switch
        {
            { Status: ApplicationStatus.Withdrawn } => ("Withdrawn", "grey", null),
            { Conflict: ConflictState.Declared } => ("Conflict declared", "orange", null),
            { Conflict: ConflictState.Recused } => ("Recused by the office", "orange", null),
            { SubmittedAt: not null } => ("Submitted", "green", Links.Scoring.Sheet(row.Id)),
            { Conflict: ConflictState.NotDeclared } => ("Declare conflicts first", "grey", Links.Scoring.Conflict(row.Id)),
            _ => ("To score", "blue", Links.Scoring.Sheet(row.Id)),
        };
}
