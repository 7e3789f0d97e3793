using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Nodes;

namespace Commissioning.Web.Jobs;

/// <summary>Looks every few seconds for bids that have just come in, organisations that have changed, and register extracts to read, on one node at a time. A failure is logged and tried again.</summary>
public sealed class DueDiligenceJob(IServiceScopeFactory scopes, JobLeases jobs, ThisNode node, ILogger<DueDiligenceJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryAsync(services => services.GetRequiredService<AssessBids>().RunAsync(AssessBids.Rest, stoppingToken));
            await TryAsync(services => services.GetRequiredService<MatchIndex>().RefreshAsync(stoppingToken));
            await TryAsync(services => services.GetRequiredService<ImportRegister>().RunWaitingAsync(node.Name, stoppingToken));
        }
    }

    /// <summary>What fails holds up nothing else.</summary>
    private async Task TryAsync(Func<IServiceProvider, Task> work)
    {
        try
        {
            if (!await jobs.HoldsAsync("due diligence")) return;
            using var scope = scopes.CreateScope();
            await work(scope.ServiceProvider);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException)) { log.LogError(exception, "Due diligence work could not be done"); }
    }
}
