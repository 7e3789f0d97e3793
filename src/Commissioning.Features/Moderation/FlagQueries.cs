using Commissioning.Domain.Moderation;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Moderation;

/// <summary>Flags with an owner: those that a person raised, and those of the scores that somebody took over.</summary>
public static class FlagQueries
{
    public sealed record FlagRow
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }

        /// <summary>Null: a person raised it.</summary>
        public FlagKind? Kind { get; init; }
        public required string Wording { get; init; }
        public required Guid RaisedBy { get; init; }
        public required string RaisedByName { get; init; }
        public required DateTime RaisedAt { get; init; }
        public required Guid OwnerId { get; init; }
        public required string OwnerName { get; init; }
        public string? Resolution { get; init; }
        public string? ResolvedByName { get; init; }

        /// <summary>Null: it is open.</summary>
        public DateTime? ResolvedAt { get; init; }
    }

    public static Task<IReadOnlyList<FlagRow>> OfApplicationAsync(Work work, Guid application) =>
        work.QueryAsync<FlagRow>(Sql + " where f.ApplicationId = @application" + InOrder, new { application });

    /// <summary>Flags that a person raised and nobody has settled, by application.</summary>
    public static async Task<IReadOnlyList<FlagRow>> OpenAsync(Work work, Guid round) =>
        await work.QueryAsync<FlagRow>(
            Sql + " where a.RoundId = @round and a.Status = 'Submitted' and f.Kind is null and f.ResolvedAt is null" + InOrder,
            new { round }
        );

    internal static Task<FlagRow> GetAsync(Work work, Guid flag) => work.FindAsync<FlagRow>(Sql + " where f.Id = @flag", new { flag });

    /// <summary>Who can look after a flag: members of the panel who may be there, and officers.</summary>
    public static Task<IReadOnlyList<Attendance.Member>> OwnersAsync(Work work, Guid round, Guid application) =>
        work.QueryAsync<Attendance.Member>(OwnersSql, new { round, application });

    private const string Sql = """
        select    f.Id, f.ApplicationId, a.Reference, f.Kind, f.Wording, f.RaisedBy, r.DisplayName as RaisedByName, f.RaisedAt,
                  f.OwnerId, o.DisplayName as OwnerName, f.Resolution, s.DisplayName as ResolvedByName, f.ResolvedAt
        from      ModerationFlag f
        join      Application a on a.Id = f.ApplicationId
        join      Person r on r.Id = f.RaisedBy
        join      Person o on o.Id = f.OwnerId
        left join Person s on s.Id = f.ResolvedBy
        """;
    private const string InOrder = " order by a.Number, f.RaisedAt, f.Id";
    private const string OwnersSql = """
        select   p.Id, p.DisplayName as Name
        from     Person p
        where    exists (select 1 from PersonRole l where l.PersonId = p.Id and l.Role = 'CommissioningOfficer')
                 or exists (select 1 from PanelMember m where m.PersonId = p.Id and m.RoundId = @round and m.LeftAt is null)
                 and not exists (select 1 from ScoringAssignment s where s.AssessorId = p.Id and s.ApplicationId = @application and s.Conflict in ('Declared', 'Recused'))
        order by p.DisplayName, p.Id
        """;
}
