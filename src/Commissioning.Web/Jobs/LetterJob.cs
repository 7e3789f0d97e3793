using Commissioning.Features.Awards;
using Commissioning.Platform.Nodes;

namespace Commissioning.Web.Jobs;

/// <summary>Looks for letters to make every second. A failure is logged and the letter tried again at the next look.</summary>
public sealed class LetterJob(IServiceScopeFactory scopes, ThisNode node, ILogger<LetterJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                using var scope = scopes.CreateScope();
                if (node.MayTakeWork) await scope.ServiceProvider.GetRequiredService<MakeLetters>().RunAsync(node.Name, stoppingToken);
            }
            catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException)) { log.LogError(exception, "A letter could not be made"); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
