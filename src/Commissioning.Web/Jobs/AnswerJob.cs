using Commissioning.Features.Casework;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Web.Jobs;

/// <summary>Makes the files of whole rounds that somebody asked for, on one node at a time.</summary>
public sealed class AnswerJob(IServiceScopeFactory scopes, JobRuns jobs, JobLeases leases) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do await jobs.RunAsync(
            "Files for answers",
            async () =>
            {
                if (!await leases.HoldsAsync("answers"))
                    return;
                using var scope = scopes.CreateScope();
                await scope.ServiceProvider.GetRequiredService<MakeBundles>().RunAsync(stoppingToken);
            },
            stoppingToken
        );
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
