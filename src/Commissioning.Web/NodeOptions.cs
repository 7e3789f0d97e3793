namespace Commissioning.Web;

public sealed record NodeOptions
{
    /// <summary>Seconds for which a stopping node reports "not ready" and still answers. Must be longer than the load balancer's probe
    /// interval.</summary>
    public int DrainSeconds { get; init; }

    /// <summary>Seconds for its requests and jobs to finish after that.</summary>
    public int ShutdownSeconds { get; init; } = 30;
}
