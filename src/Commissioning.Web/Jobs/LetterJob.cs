using Commissioning.Features.Awards;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Web.Jobs;

/// <summary>Makes waiting letters every second. One that fails is retried later.</summary>
public sealed class LetterJob(IServiceScopeFactory scopes, JobRuns jobs, ThisNode node) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            await jobs.RunAsync(
                "Making letters",
                async () =>
                {
                    if (!node.MayClaimWork)
                        return;
                    using var scope = scopes.CreateScope();
                    await scope.ServiceProvider.GetRequiredService<MakeLetters>().RunAsync(node.Name, stoppingToken);
                },
                stoppingToken
            );
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
