using Commissioning.Platform.Email;
using Commissioning.Platform.Nodes;
using Commissioning.Platform.Watching;

namespace Commissioning.Web.Jobs;

/// <summary>Sends waiting e-mails every few seconds.</summary>
public sealed class OutboxJob(OutboxSender sender, JobRuns jobs, ThisNode node) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do await jobs.RunAsync(
            "Sending e-mail",
            async () =>
            {
                if (node.MayClaimWork)
                    await sender.SendDueAsync(stoppingToken);
            },
            stoppingToken
        );
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
