using Commissioning.Features.Records;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Web.Jobs;

/// <summary>Exports and erases what a person approved, on one node at a time. A run that is stopped goes on at the next start.</summary>
public sealed class ErasureJob(IServiceScopeFactory scopes, JobRuns jobs, JobLeases leases) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await jobs.RunAsync(
                "Erasing approved records",
                async () =>
                {
                    if (!await leases.HoldsAsync("erasure"))
                        return;
                    using var scope = scopes.CreateScope();
                    await scope.ServiceProvider.GetRequiredService<EraseApproved>().RunAsync(stoppingToken);
                },
                stoppingToken
            );
    }
}
