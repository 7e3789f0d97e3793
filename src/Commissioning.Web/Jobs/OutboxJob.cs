using Commissioning.Platform.Email;
using Commissioning.Platform.Nodes;

namespace Commissioning.Web.Jobs;

/// <summary>Looks into the outbox every few seconds. A failure is logged and tried again at the next look.</summary>
public sealed class OutboxJob(OutboxSender sender, ThisNode node, ILogger<OutboxJob> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try { if (node.MayTakeWork) await sender.SendDueAsync(stoppingToken); }
            catch (Exception exception) when (exception is not OutOfMemoryException) { log.LogError(exception, "The outbox could not be emptied"); }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
