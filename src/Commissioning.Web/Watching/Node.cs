namespace Commissioning.Web.Watching;

/// <summary>The name of this process in logs and metrics.</summary>
public static class Node
{
    public static string Name { get; } = $"{Environment.MachineName}/{Environment.ProcessId}";
    public static string Version { get; } = typeof(Node).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
