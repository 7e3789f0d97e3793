namespace Commissioning.Web;

public sealed record NodeOptions
{
    /// <summary>For how long a node that is told to stop says "not ready" and still answers; longer than the load balancer's pause between two looks.</summary>
    public int DrainSeconds { get; init; }

    /// <summary>How long its requests and jobs have to finish after that.</summary>
    public int ShutdownSeconds { get; init; } = 30;
}
