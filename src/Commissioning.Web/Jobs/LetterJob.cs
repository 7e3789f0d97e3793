using Commissioning.Features.Awards;

namespace Commissioning.Web.Jobs;

/// <summary>Looks for letters to make every second. A failure is logged and the letter tried again at the next look.</summary>
public sealed class LetterJob(IServiceScopeFactory scopes, ILogger<LetterJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly string Node = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                using var scope = scopes.CreateScope();
                await scope.ServiceProvider.GetRequiredService<MakeLetters>().RunAsync(Node, stoppingToken);
            }
            catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException)) { log.LogError(exception, "A letter could not be made"); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
