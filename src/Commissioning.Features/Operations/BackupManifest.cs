namespace Commissioning.Features.Operations;

/// <summary>The manifest of a backup. It does not grow with the stored files, which are in a list of their own.</summary>
public sealed record BackupManifest
{
    public required string PortalVersion { get; init; }
    public required string LastMigration { get; init; }
    public required DateTime MadeAt { get; init; }
    public required IReadOnlyDictionary<string, long> Rows { get; init; }

    /// <summary>End of the audit trail in the database, as number and hash.</summary>
    public required string AuditHead { get; init; }
    public required BackupFile Database { get; init; }

    /// <summary>The list of stored files, one <see cref="BackupFile"/> a line.</summary>
    public required BackupFile List { get; init; }

    /// <summary>How many stored files are in the backup; the list also has those that are not.</summary>
    public required long Files { get; init; }
}
