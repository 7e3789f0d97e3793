using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>What the link to an opening alert does: it confirms it, or stops it and deletes the address. A wrong link, an old one and one
/// of a deleted address are alike.</summary>
public sealed class OpeningAlerts(Db db)
{
    public sealed record Alert
    {
        public required Guid Id { get; init; }
        public required string Email { get; init; }
        public string? Fund { get; init; }
        public required DateTime AskedAt { get; init; }
        public DateTime? ConfirmedAt { get; init; }
    }

    /// <returns>Null: the link is wrong or too old.</returns>
    public Task<Alert?> FindAsync(string token) => db.ReadAsync(work => FindAsync(work, token));

    public Task<Result> ConfirmAsync(string token) =>
        ChangeAsync(
            token,
            AuditAction.OpeningAlertConfirmed,
            "update OpeningAlert set ConfirmedAt = @Now, NetworkHash = null where Id = @Id and ConfirmedAt is null"
        );

    public Task<Result> StopAsync(string token) =>
        ChangeAsync(token, AuditAction.OpeningAlertStopped, "delete from OpeningAlert where Id = @Id");

    private async Task<Result> ChangeAsync(string token, AuditAction action, string sql)
    {
        if (await FindAsync(token) is not { } alert)
            return Unknown;
        return await db.ChangeAsync(
            Actor.Visitor,
            action,
            alert.Id,
            async work =>
            {
                // It may have been stopped meanwhile.
                if (await FindAsync(work, token) is null)
                    return Unknown;
                await work.ExecuteAsync(sql, new { alert.Id, work.Now });
                return Result.Done;
            }
        );
    }

    public static readonly Refusal Unknown = new(
        "This link does not work any more. If you want to know when a round opens, ask again on the page of open rounds."
    );

    private static Task<Alert?> FindAsync(Work work, string token) =>
        work.FindOrDefaultAsync<Alert>(
            """
            select    a.Id, a.Email, f.Name as Fund, a.AskedAt, a.ConfirmedAt
            from      OpeningAlert a
            left join Fund f on f.Id = a.FundId
            where     a.TokenHash = @Hash and (a.ConfirmedAt is not null or a.AskedAt > @Since)
            """,
            new { Hash = SignInLinkQueries.HashOf(token), Since = work.Now.AddDays(-GuidanceRules.ConfirmWithinDays) }
        );
}
