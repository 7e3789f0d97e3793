using System.Data.Common;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Whether a session is still open, and its holder and roles. One query for each request, and once a minute one write of its last
/// use, which is housekeeping.</summary>
public sealed class OpenSession(Db db, SessionLimits limits, TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public sealed record Holder(Guid Id, string DisplayName, string Email, string SecurityStamp, IReadOnlyList<Role> Roles);

    /// <returns>Null when the session has ended or expired, or was opened before the account's security stamp changed.</returns>
    public async Task<Holder?> RefreshAsync(Guid session, string? stamp)
    {
        var now = clock.UtcNow();
        var rows = await db.QueryAsync<SessionRow>(Sql, new { session });
        if (rows.Count == 0 || rows[0] is not { EndedAt: null } row || row.EndsAt <= now || row.SecurityStamp != stamp)
            return null;
        var roles = rows.Where(one => one.Role is not null).Select(one => Enum.Parse<Role>(one.Role!)).ToList();
        // A browser that ignores the renewed cookie asks on every request; its last use is still written only once a minute.
        if (now - row.SeenAt >= Interval)
            await UsedAsync(session, now, SessionRules.EndsAt(row.CreatedAt, now, roles.Any(RolePermissions.IsStaff), limits));
        return new(row.Id, row.DisplayName, row.Email, row.SecurityStamp, roles);
    }

    /// <summary>A page can still be read while nothing can be written: the session then ends as if this use had not been.</summary>
    private async Task UsedAsync(Guid session, DateTime now, DateTime endsAt)
    {
        try
        {
            await db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update PersonSession set SeenAt = @now, EndsAt = @endsAt where Id = @session and EndedAt is null",
                    new
                    {
                        session,
                        now,
                        endsAt,
                    }
                )
            );
        }
        catch (DbException exception) when (DatabaseErrors.OnAPage(exception) is not null) { }
    }

    private const string Sql = """
        select    p.Id, p.DisplayName, p.Email, p.SecurityStamp, s.CreatedAt, s.SeenAt, s.EndsAt, s.EndedAt, r.Role
        from      PersonSession s
        join      Person p on p.Id = s.PersonId
        left join PersonRole r on r.PersonId = p.Id
        where     s.Id = @session
        order by  r.Role
        """;

    private sealed record SessionRow
    {
        public required Guid Id { get; init; }
        public required string DisplayName { get; init; }
        public required string Email { get; init; }
        public required string SecurityStamp { get; init; }
        public required DateTime CreatedAt { get; init; }
        public required DateTime SeenAt { get; init; }
        public required DateTime EndsAt { get; init; }
        public DateTime? EndedAt { get; init; }
        public string? Role { get; init; }
    }
}
