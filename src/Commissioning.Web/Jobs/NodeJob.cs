using System.Data.Common;
using Commissioning.Platform.Nodes;

namespace Commissioning.Web.Jobs;

/// <summary>Sends this node's heartbeat and shuts it down in order. Told to stop, the node reports "not ready" at /health/ready until a
/// load balancer has noticed, and still answers meanwhile; then the other jobs finish their work, and last its leases are
/// released.</summary>
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
