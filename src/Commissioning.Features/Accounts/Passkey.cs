namespace Commissioning.Features.Accounts;

/// <summary>A stored passkey: its public data in base 64, and the name its owner gave it. The device's attestation is not stored.</summary>
public sealed record Passkey
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required string CredentialId { get; init; }
    public required string PublicKey { get; init; }
    public required string Name { get; init; }
    public required long SignCount { get; init; }

    /// <summary>Transports by which a browser reaches it, such as "internal" or "usb", separated by commas.</summary>
    public required string Transports { get; init; }
    public required bool BackupEligible { get; init; }
    public required bool BackedUp { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? LastUsedAt { get; init; }
}
