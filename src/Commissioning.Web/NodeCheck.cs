using Commissioning.Platform.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Commissioning.Web;

/// <summary>Not ready while it stops, so that a load balancer sends nobody here any more. A wrong clock is told and does not close the portal.</summary>
public sealed class NodeCheck(ThisNode node) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            node.IsStopping ? HealthCheckResult.Unhealthy("This node is stopping")
            : node.WrongClock is { } wrong ? HealthCheckResult.Degraded(wrong)
            : HealthCheckResult.Healthy()
        );
}
