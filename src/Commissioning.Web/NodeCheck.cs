using Commissioning.Platform.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Commissioning.Web;

/// <summary>Unhealthy while the node stops, so that a load balancer sends it no more requests. A wrong clock is reported, but the node
/// keeps showing pages.</summary>
public sealed class NodeCheck(ThisNode node) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            node.IsStopping ? HealthCheckResult.Unhealthy("This node is stopping")
            : node.WrongClock is { } wrong ? HealthCheckResult.Degraded(wrong)
            : HealthCheckResult.Healthy()
        );
}
