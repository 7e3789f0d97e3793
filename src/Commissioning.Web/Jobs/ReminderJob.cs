using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Monitoring;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Nodes;

namespace Commissioning.Web.Jobs;

/// <summary>Looks every minute for reminders whose day has come, on one node at a time. A failure is logged and tried again at the next look.</summary>
public sealed class ReminderJob(IServiceScopeFactory scopes, JobLeases jobs, ILogger<ReminderJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!await jobs.HoldsAsync("reminders")) continue;
                using var scope = scopes.CreateScope();
                await scope.ServiceProvider.GetRequiredService<RemindOfClosing>().RunAsync();
                await scope.ServiceProvider.GetRequiredService<RemindMarkers>().RunAsync();
                await scope.ServiceProvider.GetRequiredService<RemindOfReturns>().RunAsync();
                await scope.ServiceProvider.GetRequiredService<RemindOfOffers>().RunAsync();
                await scope.ServiceProvider.GetRequiredService<RemindOfMonitoring>().RunAsync();
            }
            catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException)) { log.LogError(exception, "Reminders could not be sent"); }
        }
    }
}
