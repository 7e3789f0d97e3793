using System.Data.Common;
using System.Text.Json;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Operations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Commissioning.Web.Watching;

/// <summary>Whether this node can serve (Unhealthy: 503, a load balancer sends requests elsewhere) and whether the operator should act
/// (Degraded: 200). Results are cached for a few seconds, so that polling does not load the database. The public gets one word; the
/// details, which would help an attacker, are only for people who may operate the portal.</summary>
public sealed class Health(HealthCheckService checks, TimeProvider clock)
{
    /// <summary>A check with this tag is never cached: a stopping node must report it at once.</summary>
    public const string Uncached = "uncached";
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim turn = new(1, 1);
    private HealthReport? last;
    private long stamp;

    public static void AddChecks(IServiceCollection services)
    {
        services.AddSingleton<Health>();
        var builder = services.AddHealthChecks();
        void Add<T>(string name, Func<T, Task<HealthCheckResult>> look, HealthStatus silent = HealthStatus.Degraded)
            where T : notnull
        {
            Task<HealthCheckResult>? last = null;
            builder.Add(
                new(
                    name,
                    provider => new Probe(() =>
                    {
                        var asked = provider.GetRequiredService<T>();
                        // A check that hangs is not started a second time; it may hang before it returns a task.
                        return last is { IsCompleted: false } hanging ? hanging : last = Task.Run(() => look(asked));
                    }),
                    silent,
                    null
                )
            );
        }
        builder.AddCheck<NodeCheck>("node", tags: [Uncached]);
        Add<Migrator>("database", DatabaseAsync, HealthStatus.Unhealthy);
        Add<IKeyManager>("keys", keys => Task.FromResult(Keys(keys)), HealthStatus.Unhealthy);
        Add<PortalVitals>(
            "e-mail",
            async vitals =>
                await vitals.GetAsync() is { EmailsOverdue: > 0 and var overdue }
                    ? HealthCheckResult.Degraded($"{overdue} e-mails are overdue")
                    : HealthCheckResult.Healthy()
        );
        Add<PortalVitals>(
            "alerts",
            async vitals =>
                await vitals.GetAsync() is { StandingAlerts: > 0 and var standing }
                    ? HealthCheckResult.Degraded($"{standing} alerts are open")
                    : HealthCheckResult.Healthy()
        );
        Add<Clamd>(
            "virus scanner",
            async clamd =>
                clamd.IsOff ? HealthCheckResult.Degraded("It is turned off (Clamd__Off): uploaded files are not checked")
                : !clamd.IsConfigured ? HealthCheckResult.Healthy("None is set up")
                : await clamd.AnswersAsync() ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded("It does not answer")
        );
        // All nodes share the storage, and most pages need no file, so they keep serving without it.
        Add<IFileContents>(
            "stored files",
            async files =>
                await files.WhyUnavailableAsync() is { } reason ? HealthCheckResult.Degraded(reason) : HealthCheckResult.Healthy()
        );
        Add<Disk>(
            "disk space",
            disk => Task.FromResult(disk.WhyNearlyFull() is { } reason ? HealthCheckResult.Degraded(reason) : HealthCheckResult.Healthy())
        );
        Add<BackupState>(
            "backup",
            async backup => await backup.WhyActAsync() is { } reason ? HealthCheckResult.Degraded(reason) : HealthCheckResult.Healthy()
        );
        Add<IPdfWriter>(
            "printing",
            pdf => Task.FromResult(pdf.WhyUnavailable is { } reason ? HealthCheckResult.Degraded(reason) : HealthCheckResult.Healthy())
        );
    }

    public async Task<HealthReport> GetAsync(CancellationToken stopping = default)
    {
        var now = await checks.CheckHealthAsync(check => check.Tags.Contains(Uncached), stopping);
        var kept = await KeptAsync(stopping);
        return new(now.Entries.Concat(kept.Entries).ToDictionary(), now.TotalDuration + kept.TotalDuration);
    }

    public static async Task AnswerAsync(HttpContext context)
    {
        var report = await context.RequestServices.GetRequiredService<Health>().GetAsync(context.RequestAborted);
        context.Response.StatusCode =
            report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        var lines = context.User.Can(Permission.OperatePortal)
            ? report.Entries.ToDictionary(
                entry => entry.Key,
                entry => entry.Value.Description is { } words ? $"{entry.Value.Status}: {words}" : $"{entry.Value.Status}"
            )
            : null;
        await context.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), checks = lines }, Json);
    }

    private async Task<HealthReport> KeptAsync(CancellationToken stopping)
    {
        await turn.WaitAsync(stopping);
        try
        {
            if (last is not null && clock.GetElapsedTime(stamp) < Kept)
                return last;
            // Not cancelled with the request that started it: others wait for the result too.
            (last, stamp) = (
                await checks.CheckHealthAsync(check => !check.Tags.Contains(Uncached), CancellationToken.None),
                clock.GetTimestamp()
            );
            return last;
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<HealthCheckResult> DatabaseAsync(Migrator migrator)
    {
        try
        {
            var missing = await migrator.MissingAsync();
            return missing == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"{missing} migrations are pending");
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            return HealthCheckResult.Unhealthy($"It does not answer: {Redaction.Reason(exception)}");
        }
    }

    private static HealthCheckResult Keys(IKeyManager keys)
    {
        try
        {
            return keys.GetAllKeys().Any(key => !key.IsRevoked)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Healthy("The first is made when it is needed");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return HealthCheckResult.Unhealthy($"They cannot be read: {Redaction.Reason(exception)}");
        }
    }

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private sealed class Probe(Func<Task<HealthCheckResult>> look) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                return await look().WaitAsync(Patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                return new(context.Registration.FailureStatus, $"It has not answered for {Patience.TotalSeconds:0} seconds");
            }
        }
    }
}
