using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>An assessor's own applications: what is open in their reading order, then what is submitted, then where they have a
/// conflict.</summary>
public sealed class ScoringQueue(Db db, AssignAssessors assignAssessors)
{
    public sealed record Progress
    {
        public required int Assigned { get; init; }
        public required int Conflicted { get; init; }
        public required int Submitted { get; init; }
        public int Left => Assigned - Conflicted - Submitted;
    }

    public sealed record ScoringQueueRow
    {
        public required Guid Id { get; init; }
        public required int Position { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public Money? AmountRequested { get; init; }
        public required ApplicationStatus Status { get; init; }
        public required ConflictState Conflict { get; init; }
        public DateTime? SubmittedAt { get; init; }

        /// <summary>In parts of a percentage point; null: not submitted.</summary>
        public int? Total { get; init; }

        /// <summary>How many criteria have a score.</summary>
        public required int Scored { get; init; }
        public FundAdvice? Advice { get; init; }

        /// <summary>Until when the applicant may change the application; null when nothing is asked for.</summary>
        public DateOnly? ChangesDueOn { get; init; }

        public QueuePart Part =>
            Status == ApplicationStatus.Withdrawn || Conflict is ConflictState.Declared or ConflictState.Recused ? QueuePart.Out
            : SubmittedAt is not null ? QueuePart.Submitted
            : QueuePart.Open;
    }

    public enum QueuePart
    {
        Open,
        Submitted,

        /// <summary>A conflict of interest, a recusal, or a withdrawn application.</summary>
        Out,
    }

    /// <param name="Rows">What is open first, in the reading order; then submitted; then out.</param>
    /// <param name="Undeclared">Applications about which nothing is declared yet.</param>
    /// <param name="Next">The first open sheet in the reading order; null: none is open, or nothing is declared.</param>
    public sealed record ScoringQueuePage(
        Round Round,
        int Criteria,
        Progress Progress,
        IReadOnlyList<ScoringQueueRow> Rows,
        int Undeclared,
        Guid? Next,
        DateTime Now
    );

    public async Task<ScoringQueuePage> GetAsync(Actor actor, Guid round)
    {
        await assignAssessors.EnsureAsync(round);
        return await db.ReadAsync(async work =>
        {
            var keys = new { round, Assessor = actor.Id };
            var progress = await work.FindAsync<Progress>(
                "select Assigned, Conflicted, Submitted from PanelMember where RoundId = @round and PersonId = @Assessor",
                keys
            );
            var rows = await work.QueryAsync<ScoringQueueRow>(
                RowsSql,
                new
                {
                    round,
                    Assessor = actor.Id,
                    Today = LondonTime.DateOf(work.Now),
                }
            );
            var details = await RoundReader.GetAsync(work, round);
            if (details.Policy.HideApplicants)
                rows = rows.Select(row => row.SubmittedAt is null ? row with { Organisation = ScoringRules.Hidden } : row).ToList();
            return new ScoringQueuePage(
                details,
                (await RoundReader.CriteriaAsync(work, round)).Count,
                progress,
                rows.OrderBy(row => row.Part).ThenBy(row => row.Position).ToList(),
                rows.Count(row => row is { Part: QueuePart.Open, Conflict: ConflictState.NotDeclared }),
                await NextAsync(work, actor, round, null),
                work.Now
            );
        });
    }

    /// <summary>The next open sheet in the reading order, then from its start again; null when none is open.</summary>
    /// <param name="after">The sheet that was open; null: from the start.</param>
    public Task<Guid?> NextAsync(Actor actor, Guid round, Assignment? after) => db.ReadAsync(work => NextAsync(work, actor, round, after));

    internal static Task<Guid?> NextAsync(Work work, Actor actor, Guid round, Assignment? after) =>
        work.FirstOrDefaultAsync<Guid?>(
            NextSql,
            new
            {
                round,
                Assessor = actor.Id,
                After = after?.Position ?? 0,
                Current = after?.Id,
            }
        );

    private const string RowsSql = """
        select   s.Id, s.Position, a.Reference, o.Name as Organisation, a.ProjectName, a.AmountRequested, a.Status, s.Conflict, s.SubmittedAt, s.Total, s.Advice,
                 (select count(g.Value) from Score g where g.AssignmentId = s.Id) as Scored, c.DueOn as ChangesDueOn
        from     ScoringAssignment s
        join     Application a on a.Id = s.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        left join ChangeRequest c on c.ApplicationId = a.Id and c.AnsweredAt is null and c.ClosedAt is null and c.DueOn >= @Today
        where    s.RoundId = @round and s.AssessorId = @Assessor
        order by s.Position
        """;
    private const string NextSql = """
        select   s.Id
        from     ScoringAssignment s
        join     Application a on a.Id = s.ApplicationId
        where    s.RoundId = @round and s.AssessorId = @Assessor and s.SubmittedAt is null and s.Conflict = 'None' and a.Status = 'Submitted'
                 and (@Current is null or s.Id <> @Current)
        order by case when s.Position > @After then 0 else 1 end, s.Position
        """;
}
