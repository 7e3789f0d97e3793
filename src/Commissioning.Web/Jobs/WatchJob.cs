using Commissioning.Features.Operations;
using Commissioning.Platform.Watching;
using Commissioning.Web.Identity;

namespace Commissioning.Web.Jobs;

/// <summary>Checks every minute for faults the operator should deal with.</summary>
public sealed class WatchJob(IServiceScopeFactory scopes, AccountSettings accounts, JobRuns jobs) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await jobs.RunAsync(
                "Watching",
                async () =>
                {
                    using var scope = scopes.CreateScope();
                    if (accounts.Directory.IsOn)
                        await DirectorySignIn.WhyUnavailableAsync(scope.ServiceProvider, stoppingToken);
                    await scope.ServiceProvider.GetRequiredService<NightlyBackup>().WatchAsync();
                    await scope.ServiceProvider.GetRequiredService<WatchPortal>().RunAsync();
                },
                stoppingToken
            );
        }
    }
}
