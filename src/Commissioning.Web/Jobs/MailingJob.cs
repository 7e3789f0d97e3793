using Commissioning.Features.Casework;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Web.Jobs;

/// <summary>Puts messages to many applicants into the outbox.</summary>
public sealed class MailingJob(IServiceScopeFactory scopes, JobRuns jobs, ThisNode node) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            await jobs.RunAsync(
                "Sending messages to applicants",
                async () =>
                {
                    if (!node.MayClaimWork)
                        return;
                    using var scope = scopes.CreateScope();
                    await scope.ServiceProvider.GetRequiredService<SendMailings>().RunAsync(stoppingToken);
                },
                stoppingToken
            );
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
