using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Commissioning.Domain.Audit;

/// <summary>One line of the trail: who did what to what, when and why. Entries are only ever added.</summary>
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

    /// <summary>The hash of the entry before the first.</summary>
    public const string Origin = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>
    /// SHA-256 over every field and the hash before it, so that a changed, removed or reordered entry breaks the chain.
    /// Each field is preceded by its length, so that no two different entries are written alike.
    /// </summary>
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
