using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>An assessor's own applications in their reading order, by page, with the progress of each.</summary>
public sealed class ScoringQueue(Db db, AssignAssessors assignAssessors)
{
    public const int PageSize = 25;

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
        public required ApplicationStatus Status { get; init; }
        public required ConflictState Conflict { get; init; }
        public DateTime? SubmittedAt { get; init; }

        /// <summary>Until when the applicant may change the application; null when nothing is asked for.</summary>
        public DateOnly? ChangesDueOn { get; init; }
    }

    public sealed record ScoringQueuePage(Round Round, Progress Progress, IReadOnlyList<ScoringQueueRow> Rows, int Page, int Pages);

    public async Task<ScoringQueuePage> GetAsync(Actor actor, Guid round, int page)
    {
        await assignAssessors.EnsureAsync(round);
        return await db.ReadAsync(async work =>
        {
            var keys = new { round, Assessor = actor.Id };
            var progress = await work.FindAsync<Progress>(
                "select Assigned, Conflicted, Submitted from PanelMember where RoundId = @round and PersonId = @Assessor",
                keys
            );
            var last =
                await work.ScalarAsync<int?>(
                    "select max(Position) from ScoringAssignment where RoundId = @round and AssessorId = @Assessor",
                    keys
                ) ?? 0;
            var pages = Math.Max(1, (last + PageSize - 1) / PageSize);
            page = Math.Clamp(page, 1, pages);
            var rows = await work.QueryAsync<ScoringQueueRow>(
                RowsSql,
                new
                {
                    round,
                    Assessor = actor.Id,
                    First = (page - 1) * PageSize + 1,
                    Last = page * PageSize,
                    Today = LondonTime.DateOf(work.Now),
                }
            );
            var details = await RoundReader.GetAsync(work, round);
            if (details.Policy.HideApplicants)
                rows = rows.Select(row => row.SubmittedAt is null ? row with { Organisation = ScoringRules.Hidden } : row).ToList();
            return new ScoringQueuePage(details, progress, rows, page, pages);
        });
    }

    /// <summary>The first unfinished application from this place on; null when all are finished.</summary>
    public Task<Guid?> NextAsync(Actor actor, Guid round, int after) =>
        db.ReadAsync(work =>
            work.FirstOrDefaultAsync<Guid?>(
                NextSql,
                new
                {
                    round,
                    Assessor = actor.Id,
                    after,
                }
            )
        );

    private const string RowsSql = """
        select   s.Id, s.Position, a.Reference, o.Name as Organisation, a.ProjectName, a.Status, s.Conflict, s.SubmittedAt, c.DueOn as ChangesDueOn
        from     ScoringAssignment s
        join     Application a on a.Id = s.ApplicationId
        join     Organisation o on o.Id = a.OrganisationId
        left join ChangeRequest c on c.ApplicationId = a.Id and c.AnsweredAt is null and c.ClosedAt is null and c.DueOn >= @Today
        where    s.RoundId = @round and s.AssessorId = @Assessor and s.Position between @First and @Last
        order by s.Position
        """;
    private const string NextSql = """
        select   s.Id
        from     ScoringAssignment s
        join     Application a on a.Id = s.ApplicationId
        where    s.RoundId = @round and s.AssessorId = @Assessor and s.SubmittedAt is null and s.Conflict not in ('Declared', 'Recused') and a.Status = 'Submitted'
        order by case when s.Position > @after then 0 else 1 end, s.Position
        """;
}
