using System.Globalization;

namespace Commissioning.Platform.Nodes;

/// <summary>This process among the web nodes on one database, and whether it may claim work now.</summary>
public sealed class ThisNode
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Machine, process, and eight digits that distinguish two portals in one process. The "n" before them keeps
    /// <see cref="Watching.Redaction"/> from taking them for a telephone number.</summary>
    public string Name =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/n{Id.ToString("N")[..8]}");

    public bool IsStopping { get; set; }

    /// <summary>Why the machine's clock cannot be trusted; null when it can.</summary>
    public string? WrongClock { get; set; }

    public bool MayClaimWork => !IsStopping && WrongClock is null;
}
