using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Audit;

/// <summary>Up to where the audit trail is under a signature.</summary>
public sealed class SignedEnd(Db db)
{
    public sealed record SignedState
    {
        public required long Entries { get; init; }

        /// <summary>Number of the newest entry under a signature. Null: nothing is signed.</summary>
        public long? SignedTo { get; init; }

        /// <summary>When that was (UTC).</summary>
        public DateTime? SignedAt { get; init; }

        /// <summary>Last day on which the auditors got the end of the trail. Null: never.</summary>
        public DateOnly? AnchoredOn { get; init; }
        public required int Auditors { get; init; }
        public long OnlyChained => Entries - (SignedTo ?? 0);
    }

    public Task<SignedState> GetAsync() => db.FindAsync<SignedState>(StateSql);

    /// <summary>The number and the hash of the newest entry.</summary>
    internal static Task<string> HeadAsync(Db db) => db.ReadAsync(HeadAsync);

    /// <inheritdoc cref="HeadAsync(Db)"/>
    internal static async Task<string> HeadAsync(Work work) =>
        (await work.FindAsync<HeadRow>("select Sequence, Hash from AuditHead where Id = 1")).Head.ToString();

    /// <summary>The end of the trail as it was first signed at this time or after it. Null: not signed since.</summary>
    internal static async Task<AuditHead?> SinceAsync(Work work, DateTime at) =>
        (
            await work.FirstOrDefaultAsync<HeadRow>(
                SinceSql,
                // Signatures have whole milliseconds.
                new { from = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond)) }
            )
        )?.Head;

    private const string StateSql = """
        select h.Sequence as Entries, c.Sequence as SignedTo, c.At as SignedAt, h.AnchoredOn,
               (select count(*) from PersonRole r where r.Role = 'Auditor') as Auditors
        from   AuditHead h
        left join AuditCheckpoint c on c.Sequence = (select max(l.Sequence) from AuditCheckpoint l)
        where  h.Id = 1
        """;
    private const string SinceSql = "select Sequence, Hash from AuditCheckpoint where At >= @from order by Sequence";

    private sealed record HeadRow
    {
        public required long Sequence { get; init; }
        public required string Hash { get; init; }
        public AuditHead Head => new(Sequence, Hash);
    }
}
