using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Web.Jobs;

/// <summary>Every few seconds handles new applications, changed organisations and register extracts, which it also fetches once a day, on
/// one node at a time. One failure does not delay the rest.</summary>
public sealed class DueDiligenceJob(IServiceScopeFactory scopes, JobRuns jobs, JobLeases leases, ThisNode node) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunOnceAsync(
                "Assessing applications",
                services => services.GetRequiredService<PlanChecks>().RunAsync(PlanChecks.Rest, stoppingToken),
                stoppingToken
            );
            await RunOnceAsync(
                "Matching organisations",
                services => services.GetRequiredService<MatchIndex>().RefreshAsync(stoppingToken),
                stoppingToken
            );
            await RunOnceAsync(
                "Fetching registers",
                services => services.GetRequiredService<FetchExtracts>().RunAsync(stoppingToken),
                stoppingToken
            );
            await RunOnceAsync(
                "Reading registers",
                services => services.GetRequiredService<ImportRegister>().RunWaitingAsync(node.Name, stoppingToken),
                stoppingToken
            );
        }
    }

    private Task RunOnceAsync(string job, Func<IServiceProvider, Task> work, CancellationToken stopping) =>
        jobs.RunAsync(
            job,
            async () =>
            {
                if (!await leases.HoldsAsync("due diligence"))
                    return;
                using var scope = scopes.CreateScope();
                await work(scope.ServiceProvider);
            },
            stopping
        );
}
