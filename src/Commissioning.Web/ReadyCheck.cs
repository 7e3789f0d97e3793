using Commissioning.Domain;
using Commissioning.Platform.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Commissioning.Web;

/// <summary>Ready: the database answers, no migration is pending, and no e-mail has waited for more than a quarter of an hour.</summary>
public sealed class ReadyCheck(Db db, Migrator migrator, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var missing = await migrator.MissingAsync();
            if (missing > 0) return HealthCheckResult.Unhealthy($"{missing} migrations are pending");
            var stuck = await db.ScalarAsync<int>("select count(*) from OutboxEmail where State = 'Waiting' and NextAttemptAt < @Limit", new { Limit = clock.UtcNow().AddMinutes(-15) });
            return stuck == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"{stuck} e-mails are overdue");
        }
        catch (Exception exception) when (exception is MigrationException or System.Data.Common.DbException) { return HealthCheckResult.Unhealthy(exception.Message); }
    }
}
