using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Audit;

/// <summary>Recomputes every hash of the trail, from the start to the head at the time it began; later entries are left for the next
/// run.</summary>
public sealed class VerifyAudit(Db db)
{
    public sealed record AuditVerification(bool Intact, string Sentence);

    private const int Step = 5000;

    public async Task<AuditVerification> RunAsync()
    {
        var head = await db.FindAsync<AuditHeadRow>("select Sequence, Hash from AuditHead where Id = 1");
        var previous = AuditEntry.Origin;
        long expected = 0;
        while (true)
        {
            var entries = await db.QueryAsync<AuditEntry>(
                EntriesSql,
                new { After = expected, To = Math.Min(expected + Step, head.Sequence) }
            );
            foreach (var entry in entries)
            {
                expected++;
                if (entry.Sequence != expected)
                    return new(false, $"Entry {expected} is missing");
                if (entry.PreviousHash != previous || entry.Hash != entry.ComputeHash())
                    return new(false, $"Entry {entry.Sequence} of {entry.At:u} was changed after it was written");
                previous = entry.Hash;
            }
            if (entries.Count < Step)
                break;
        }
        return head.Sequence == expected && head.Hash == previous
            ? new(true, $"The audit trail is intact: {expected} entries")
            : new(false, $"The audit trail ends at entry {expected} but {head.Sequence} were written");
    }

    private const string EntriesSql = """
        select   Sequence, At, ActorId, ActorName, Action, SubjectId, Detail, PreviousHash, Hash
        from     AuditEntry
        where    Sequence > @After and Sequence <= @To
        order by Sequence
        """;

    private sealed record AuditHeadRow
    {
        public required long Sequence { get; init; }
        public required string Hash { get; init; }
    }
}
