using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>A person's current sessions, and their sign-in events of the last 30 days (the newest 50).</summary>
public sealed class MySessions(Db db, TimeProvider clock)
{
    public const int Days = 30;

    public sealed record Session
    {
        public required Guid Id { get; init; }
        public required string Device { get; init; }
        public required SignInKind Method { get; init; }
        public required DateTime CreatedAt { get; init; }
        public required DateTime SeenAt { get; init; }
        public required DateTime EndsAt { get; init; }
    }

    public sealed record SignInHistoryEntry
    {
        public required DateTime At { get; init; }
        public required SignInKind Outcome { get; init; }
        public required string Device { get; init; }
        public string? Detail { get; init; }
    }

    public sealed record SessionsAndEvents(IReadOnlyList<Session> Open, IReadOnlyList<SignInHistoryEntry> Recent);

    public Task<SessionsAndEvents> GetAsync(Guid person) =>
        db.ReadAsync(async work => new SessionsAndEvents(
            await work.QueryAsync<Session>(OpenSql, new { person, work.Now }),
            await work.QueryAsync<SignInHistoryEntry>(
                RecentSql,
                new
                {
                    person,
                    Since = clock.UtcNow().AddDays(-Days),
                    Most = 50,
                }
            )
        ));

    public async Task<bool> StartedAfterAsync(Guid session, DateTime after) =>
        await db.ScalarAsync<int>("select count(*) from PersonSession where Id = @session and CreatedAt > @after", new { session, after })
        > 0;

    private const string OpenSql = """
        select   Id, Device, Method, CreatedAt, SeenAt, EndsAt
        from     PersonSession
        where    PersonId = @person and EndedAt is null and EndsAt > @Now
        order by SeenAt desc, Id
        """;
    private const string RecentSql = """
        with Numbered as (
            select At, Outcome, Device, Detail, row_number() over (order by At desc) as RowNumber
            from   SignInEvent
            where  PersonId = @person and At >= @Since
        )
        select   At, Outcome, Device, Detail
        from     Numbered
        where    RowNumber <= @Most
        order by RowNumber
        """;
}
