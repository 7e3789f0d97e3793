using Commissioning.Platform.Files;

namespace Commissioning.Features.Operations;

/// <summary>The nightly backup. How many stay is our default, not OPCC policy.</summary>
public sealed record BackupOptions
{
    /// <summary>UK time.</summary>
    public TimeOnly At { get; init; }

    /// <summary>Null: the portal makes no backups by itself.</summary>
    public IBackupPlace? Place { get; init; }
    public int KeepDays { get; init; } = 7;
    public int KeepWeeks { get; init; } = 4;
    public int KeepMonths { get; init; } = 12;
}
