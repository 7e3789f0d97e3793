namespace Commissioning.Features.Accounts;

/// <summary>A passkey as it is kept: what proves it, in base 64, and the name its owner gave it. What the device said of itself when it was made is not kept.</summary>
public sealed record Passkey
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required string CredentialId { get; init; }
    public required string PublicKey { get; init; }
    public required string Name { get; init; }
    public required long SignCount { get; init; }

    /// <summary>How a browser reaches it, such as "internal" or "usb", with commas between.</summary>
    public required string Transports { get; init; }
    public required bool BackupEligible { get; init; }
    public required bool BackedUp { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? LastUsedAt { get; init; }
}
