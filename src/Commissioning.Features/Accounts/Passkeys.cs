using System.Security.Cryptography;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>A person's passkeys. Ownership is in every where clause.</summary>
public static class Passkeys
{
    public const string Select =
        "select Id, PersonId, CredentialId, PublicKey, Name, SignCount, Transports, BackupEligible, BackedUp, CreatedAt, LastUsedAt from PersonPasskey";

    public static string HashOf(byte[] credentialId) => Convert.ToHexStringLower(SHA256.HashData(credentialId));

    public static Task<IReadOnlyList<Passkey>> ListAsync(Work work, Guid person) =>
        work.QueryAsync<Passkey>(Select + " where PersonId = @person order by CreatedAt, Id", new { person });
}
