using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Scoring;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Commissioning.Features.Scoring.ScoringQueue;

namespace Commissioning.Web.Pages.Scoring;

[Requires(Permission.ScoreApplications)]
public sealed class QueueModel(ScoringQueue queue) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public ScoringQueuePage View { get; private set; } = null!;

    /// <summary>The part that is shown; null: all.</summary>
    public QueuePart? Part { get; private set; }
    public IEnumerable<ScoringQueueRow> Rows => View.Rows.Where(row => Part is null || row.Part == Part);

    /// <summary>There is an application that this assessor may read.</summary>
    public bool MayRead => View.Rows.Any(row => row is { Status: ApplicationStatus.Submitted, Conflict: ConflictState.None });

    public async Task OnGetAsync([FromQuery] string? show = null)
    {
        View = await queue.GetAsync(User.Actor(), Id);
        Part = Enum.TryParse<QueuePart>(show, ignoreCase: true, out var part) && Enum.IsDefined(part) ? part : null;
    }

    /// <summary>The filters, each with its count: all, then each part that has any.</summary>
    public IEnumerable<(string Text, int Count, QueuePart? Part)> Filters() =>
        Enum.GetValues<QueuePart>()
            .Select(part =>
                (
                    part switch
                    {
                        QueuePart.Open => "To score",
                        QueuePart.Submitted => "Submitted",
                        _ => "Conflicts and withdrawn",
                    },
                    View.Rows.Count(row => row.Part == part),
                    (QueuePart?)part
                )
            )
            .Prepend(("All", View.Rows.Count, null));

    /// <summary>Such as "closes in 5 days, at 5pm on 20 February 2026".</summary>
    public string ClosesInWords()
    {
        var closes = View.Round.ScoringClosesAt;
        var days = LondonTime.DateOf(closes).DayNumber - LondonTime.DateOf(View.Now).DayNumber;
        return View.Now > closes
            ? $"closed at {LondonTime.DateAndTime(closes)}"
            : days switch
            {
                0 => $"closes today, at {LondonTime.Time(closes)}",
                1 => $"closes tomorrow, at {LondonTime.DateAndTime(closes)}",
                _ => $"closes in {days} days, at {LondonTime.DateAndTime(closes)}",
            };
    }

    public string? PercentOf(ScoringQueueRow row) =>
        row.Total is { } total ? $"{ScoreArithmetic.PercentOf(total, View.Round.ScoreUnit).ToString(1)}%" : null;

    public (string Text, string Colour, string? Href) StateOf(ScoringQueueRow row) =>
        row switch
        {
            { Status: ApplicationStatus.Withdrawn } => ("Withdrawn", "grey", null),
            { Conflict: ConflictState.Declared } => ("Conflict declared", "orange", null),
            { Conflict: ConflictState.Recused } => ("Recused by the office", "orange", null),
            { SubmittedAt: not null } => ("Submitted", "green", Links.Scoring.Sheet(row.Id)),
            { Conflict: ConflictState.NotDeclared } => ("Declare conflicts first", "grey", Links.Scoring.Conflicts(Id)),
            { Scored: > 0 } => ($"Started, {row.Scored} of {View.Criteria} scored", "turquoise", Links.Scoring.Sheet(row.Id)),
            _ => ("To score", "blue", Links.Scoring.Sheet(row.Id)),
        };
}
