namespace Commissioning.Features.Operations;

/// <summary>The manifest of a backup.</summary>
public sealed record BackupManifest
{
    public required string PortalVersion { get; init; }
    public required string LastMigration { get; init; }
    public required DateTime MadeAt { get; init; }
    public required IReadOnlyDictionary<string, long> Rows { get; init; }

    /// <summary>End of the audit trail in the database, as number and hash.</summary>
    public required string AuditHead { get; init; }
    public required BackupFile Database { get; init; }
    public required IReadOnlyList<BackupFile> Files { get; init; }
}
