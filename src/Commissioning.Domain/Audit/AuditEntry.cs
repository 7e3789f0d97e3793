using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commissioning.Domain.Audit;

/// <summary>One entry of the audit trail: who did what to which record, when and why. Entries are only ever added.</summary>
public sealed record AuditEntry
{
    public required long Sequence { get; init; }
    public required DateTime At { get; init; }
    public required Guid ActorId { get; init; }
    public required string ActorName { get; init; }
    public required string Action { get; init; }
    public required Guid SubjectId { get; init; }
    public string? Detail { get; init; }
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }

    /// <summary>The previous hash of the first entry.</summary>
    public const string Origin = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>SHA-256 over every field and the previous hash, so that a changed, removed or reordered entry breaks the chain. Each field
    /// is preceded by its length, so that two different entries are never serialised alike.</summary>
    public string ComputeHash()
    {
        var fields = new[]
        {
            PreviousHash,
            Sequence.ToString(CultureInfo.InvariantCulture),
            At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture),
            ActorId.ToString("D"),
            ActorName,
            Action,
            SubjectId.ToString("D"),
            Detail ?? "",
        };
        var text = string.Concat(fields.Select(field => $"{field.Length}:{field};"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
