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
    public Task<Alert?> FindAsync(Guid id, string token) => db.ReadAsync(work => FindAsync(work, id, token));

    public Task<Result> ConfirmAsync(Guid id, string token) =>
        db.ChangeAsync(
            Actor.Visitor,
            AuditAction.OpeningAlertConfirmed,
            id,
            async work =>
            {
                if (await FindAsync(work, id, token) is null)
                    return Unknown;
                await work.ExecuteAsync(
                    "update OpeningAlert set ConfirmedAt = @Now, NetworkHash = null where Id = @id and ConfirmedAt is null",
                    new { id, work.Now }
                );
                return Result.Done;
            }
        );

    public Task<Result> StopAsync(Guid id, string token) =>
        db.ChangeAsync(
            Actor.Visitor,
            AuditAction.OpeningAlertStopped,
            id,
            async work =>
            {
                if (await FindAsync(work, id, token) is null)
                    return Unknown;
                await work.ExecuteAsync("delete from OpeningAlert where Id = @id", new { id });
                return Result.Done;
            }
        );

    public static readonly Refusal Unknown = new(
        "This link does not work any more. If you want to know when a round opens, ask again on the page of open rounds."
    );

    private static Task<Alert?> FindAsync(Work work, Guid id, string token) =>
        work.FindOrDefaultAsync<Alert>(
            """
            select    a.Id, a.Email, f.Name as Fund, a.AskedAt, a.ConfirmedAt
            from      OpeningAlert a
            left join Fund f on f.Id = a.FundId
            where     a.Id = @id and a.TokenHash = @Hash and (a.ConfirmedAt is not null or a.AskedAt > @Since)
            """,
            new
            {
                id,
                Hash = SignInLinkQueries.HashOf(token),
                Since = work.Now.AddDays(-GuidanceRules.ConfirmWithinDays),
            }
        );
}
