using Commissioning.Features.Operations;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Web.Jobs;

/// <summary>Makes the nightly backup when it is due, on one node at a time.</summary>
public sealed class BackupJob(IServiceScopeFactory scopes, BackupOptions options, JobRuns jobs, JobLeases leases) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Place is null)
            return;
        using var timer = new PeriodicTimer(Pause);
        do await jobs.RunAsync(
            "Backup",
            async () =>
            {
                if (!await leases.HoldsAsync("backup"))
                    return;
                using var scope = scopes.CreateScope();
                await scope.ServiceProvider.GetRequiredService<NightlyBackup>().RunAsync(stoppingToken);
            },
            stoppingToken
        );
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
