using Commissioning.Features.Casework;
using Commissioning.Platform.Email;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Web.Jobs;

/// <summary>Reads the mailbox to which answers and bounces come, if there is one.</summary>
public sealed class MailboxJob(IServiceScopeFactory scopes, JobRuns jobs, ThisNode node, Mailbox mailbox) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!mailbox.IsConfigured)
            return;
        using var timer = new PeriodicTimer(Pause);
        do
        {
            await jobs.RunAsync(
                "Reading the mailbox",
                async () =>
                {
                    if (!node.MayClaimWork)
                        return;
                    using var scope = scopes.CreateScope();
                    await mailbox.ReadAsync(scope.ServiceProvider.GetRequiredService<ReceiveEmail>().RunAsync, stoppingToken);
                },
                stoppingToken
            );
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
