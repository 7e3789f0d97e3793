using System.Globalization;

namespace Commissioning.Domain.Audit;

/// <summary>The end of the audit trail at one moment, signed with a key that is not in the database. Whoever rewrites the entries before it
/// cannot sign the new end.</summary>
public sealed record AuditCheckpoint
{
    /// <summary>The newest entry at that moment.</summary>
    public required long Sequence { get; init; }

    /// <summary>Hash of that entry, which covers all before it.</summary>
    public required string Hash { get; init; }

    /// <summary>UTC, whole milliseconds.</summary>
    public required DateTime At { get; init; }

    /// <summary>Which key signed it.</summary>
    public required string KeyName { get; init; }

    /// <summary>In base 64.</summary>
    public required string Signature { get; init; }

    /// <summary>What is signed.</summary>
    public string Text =>
        string.Create(CultureInfo.InvariantCulture, $"audit trail\n{Sequence}\n{Hash}\n{At:yyyy-MM-dd'T'HH:mm:ss.fff}Z\n");

    public AuditHead Head => new(Sequence, Hash);
}
