using Commissioning.Domain.Funds;
using Commissioning.Domain.Scoring;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Scoring;

/// <summary>The assessors of a round for the office: what each has to do, and who is out of which application, and why.</summary>
public static class PanelWork
{
    public sealed record PanelMemberRow
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required int Assigned { get; init; }
        public required int Conflicted { get; init; }
        public required int Submitted { get; init; }
        public DateTime? JoinedAt { get; init; }
        public DateTime? LeftAt { get; init; }

        /// <summary>Whose work they took over.</summary>
        public string? Replaces { get; init; }
        public int Left => Assigned - Conflicted - Submitted;
    }

    public sealed record OutRow
    {
        public required Guid Id { get; init; }
        public required Guid AssessorId { get; init; }
        public required string Assessor { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required ConflictState Conflict { get; init; }
        public string? ConflictKind { get; init; }
        public string? ConflictDetail { get; init; }

        /// <summary>The kind of conflict that was declared, or the office's own reason for a recusal.</summary>
        public string WhyOut =>
            Conflict == ConflictState.Recused && !string.IsNullOrWhiteSpace(ConflictDetail)
                ? $"{RecuseAssessor.RecusedKind}: {ConflictDetail}"
                : ConflictKind ?? "";
        public DateTime? DeclaredAt { get; init; }
        public string? RecusedBy { get; init; }
        public string? ReplacedBy { get; init; }

        /// <summary>More than 0: they were recused from the whole round, and come back to it as one act.</summary>
        public required int WholeRound { get; init; }

        /// <summary>When the sheet was submitted that left the count; null: none was.</summary>
        public DateTime? SubmittedAt { get; init; }
    }

    /// <param name="Nobody">References of applications of which every assessor is out.</param>
    public sealed record PanelWorkPage(
        Round Round,
        IReadOnlyList<PanelMemberRow> Members,
        IReadOnlyList<OutRow> Out,
        IReadOnlyList<string> Nobody
    );

    public static async Task<PanelWorkPage> GetAsync(Work work, Guid round) =>
        new(
            await RoundReader.GetAsync(work, round),
            await work.QueryAsync<PanelMemberRow>(MembersSql + " order by p.DisplayName, p.Id", new { round }),
            await OutAsync(work, round),
            await work.QueryAsync<string>(NobodySql, new { round })
        );

    /// <summary>Everybody who is out of an application of the round, by conflict of interest or recusal.</summary>
    public static Task<IReadOnlyList<OutRow>> OutAsync(Work work, Guid round) => work.QueryAsync<OutRow>(OutSql, new { round });

    internal static async Task<PanelMemberRow?> MemberAsync(Work work, Guid round, Guid person) =>
        await work.FindOrDefaultAsync<PanelMemberRow>(MembersSql + " and m.PersonId = @person", new { round, person });

    private const string NobodySql = """
        select   a.Reference
        from     Application a
        where    a.RoundId = @round and a.Status = 'Submitted' and exists (select 1 from ScoringAssignment s where s.ApplicationId = a.Id)
                 and not exists (select 1 from ScoringAssignment s where s.ApplicationId = a.Id and s.Conflict in ('NotDeclared', 'None'))
        order by a.Number
        """;
    private const string MembersSql = """
        select    p.Id, p.DisplayName as Name, m.Assigned, m.Conflicted, m.Submitted, m.JoinedAt, m.LeftAt, o.DisplayName as Replaces
        from      PanelMember m
        join      Person p on p.Id = m.PersonId
        left join Person o on o.Id = m.Replaces
        where     m.RoundId = @round
        """;
    private const string OutSql = """
        select    s.Id, s.AssessorId, p.DisplayName as Assessor, a.Id as ApplicationId, a.Reference, s.Conflict, s.ConflictKind, s.ConflictDetail, s.DeclaredAt,
                  b.DisplayName as RecusedBy, y.DisplayName as ReplacedBy,
                  (select max(e.SubmittedAt) from EarlierSheet e where e.AssignmentId = s.Id and e.EndedAt = s.DeclaredAt) as SubmittedAt,
                  (select count(*) from PanelMember m where m.RoundId = s.RoundId and m.PersonId = s.AssessorId and m.LeftAt = s.DeclaredAt) as WholeRound
        from      ScoringAssignment s
        join      Application a on a.Id = s.ApplicationId
        join      Person p on p.Id = s.AssessorId
        left join Person b on b.Id = s.RecusedBy
        left join Person y on y.Id = s.ReplacedBy
        where     s.RoundId = @round and s.Conflict in ('Declared', 'Recused') and a.Status = 'Submitted'
        order by  p.DisplayName, a.Number
        """;
}
