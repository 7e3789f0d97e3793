using System.Data.Common;
using Commissioning.Platform.Nodes;

namespace Commissioning.Web.Jobs;

/// <summary>
/// Keeps this node's heartbeat, and sees it off: told to stop, the node says so at /health/ready for as long as a load balancer needs to
/// notice, while it still answers; then the other jobs finish what they hold, and last its leases are free.
/// </summary>
public sealed class NodeJob(Heartbeat heartbeat, ThisNode node, NodeOptions options, ILogger<NodeJob> log)
    : BackgroundService,
        IHostedLifecycleService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Heartbeat.Every);
        do
        {
            try
            {
                await heartbeat.BeatAsync();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                log.LogError("The heartbeat could not be written: {Reason}", exception.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        node.IsStopping = true;
        await Task.Delay(TimeSpan.FromSeconds(options.DrainSeconds), cancellationToken);
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await heartbeat.EndAsync();
        }
        catch (DbException exception)
        {
            log.LogError("The node could not say that it has stopped: {Reason}", exception.Message);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
