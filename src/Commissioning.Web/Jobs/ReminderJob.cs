using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Web.Jobs;

/// <summary>Sends reminders that are due, every minute, on one node at a time.</summary>
public sealed class ReminderJob(IServiceScopeFactory scopes, JobRuns jobs, JobLeases leases) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await jobs.RunAsync(
                "Reminders",
                async () =>
                {
                    if (!await leases.HoldsAsync("reminders"))
                        return;
                    using var scope = scopes.CreateScope();
                    await scope.ServiceProvider.GetRequiredService<RemindOfClosing>().RunAsync();
                    await scope.ServiceProvider.GetRequiredService<RemindAssessors>().RunAsync();
                    await scope.ServiceProvider.GetRequiredService<RemindOfReturns>().RunAsync();
                    await scope.ServiceProvider.GetRequiredService<RemindOfOffers>().RunAsync();
                    await scope.ServiceProvider.GetRequiredService<RemindOfMonitoring>().RunAsync();
                },
                stoppingToken
            );
        }
    }
}
