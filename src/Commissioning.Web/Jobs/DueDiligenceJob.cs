using Commissioning.Features.DueDiligence;

namespace Commissioning.Web.Jobs;

/// <summary>Looks every few seconds for bids that have just come in, organisations that have changed, and register extracts to read. A failure is logged and tried again.</summary>
public sealed class DueDiligenceJob(IServiceScopeFactory scopes, ILogger<DueDiligenceJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                using var scope = scopes.CreateScope();
                await scope.ServiceProvider.GetRequiredService<AssessBids>().RunAsync(AssessBids.Rest, stoppingToken);
                await scope.ServiceProvider.GetRequiredService<MatchIndex>().RefreshAsync(stoppingToken);
                await scope.ServiceProvider.GetRequiredService<ImportRegister>().RunWaitingAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException)) { log.LogError(exception, "Due diligence work could not be done"); }
        }
    }
}
