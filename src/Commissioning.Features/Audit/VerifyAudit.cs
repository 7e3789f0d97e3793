using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Audit;

/// <summary>Recomputes every hash of the trail, from the start to the head at the time it began, and then compares every copy of a sent
/// application with the hash that its entry recorded. Later entries are left for the next run.</summary>
public sealed class VerifyAudit(Db db)
{
    public sealed record AuditVerification(bool Intact, string Sentence);

    private const int Step = 5000;
    private const int CopyStep = 200;

    public async Task<AuditVerification> RunAsync()
    {
        var recorded = new RecordedHashes();
        var chain = await ChainAsync(recorded);
        return chain.Intact ? await CopiesAsync(recorded, chain) : chain;
    }

    /// <summary>The trail alone, for a backup: a copy that somebody altered must not end the making of backups.</summary>
    public Task<AuditVerification> ChainAsync() => ChainAsync(new());

    private async Task<AuditVerification> ChainAsync(RecordedHashes recorded)
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
                recorded.Add(entry);
            }
            if (entries.Count < Step)
                break;
        }
        recorded.Head = expected;
        return head.Sequence == expected && head.Hash == previous
            ? new(true, $"The audit trail is intact: {expected} entries")
            : new(false, $"The audit trail ends at entry {expected} but {head.Sequence} were written");
    }

    private async Task<AuditVerification> CopiesAsync(RecordedHashes recorded, AuditVerification chain)
    {
        var (compared, unrecorded) = (0, 0);
        foreach (
            var round in await db.QueryAsync<RoundRow>(
                "select t.RoundId, t.LastNumber from RoundTally t join Round r on r.Id = t.RoundId order by r.OpensAt, t.RoundId"
            )
        )
            for (var from = 1; from <= round.LastNumber; from += CopyStep)
            {
                var range = new
                {
                    round.RoundId,
                    From = from,
                    To = from + CopyStep - 1,
                };
                foreach (var copy in await db.QueryAsync<CopyRow>(CopiesSql, range))
                {
                    var hash = recorded.Newest.GetValueOrDefault(copy.Id);
                    if (Differs(copy, hash) && !await IsNewerAsync(copy, recorded.Head))
                        return new(false, $"The copy of application {copy.Reference} is not what was received. {Was(hash ?? copy.Sha256)}");
                    compared++;
                    unrecorded += hash is null && ApplicationCopy.IsFrozen(copy.Json) ? 1 : 0;
                }
                foreach (
                    var copy in (await db.QueryAsync<CopyRow>(EarlierSql, range)).Concat(await db.QueryAsync<CopyRow>(RecalledSql, range))
                )
                {
                    if (ApplicationCopy.Sha256(copy.Json!) != copy.Sha256 || recorded.Lacks(copy.Id, copy.Sha256))
                        return new(false, $"An earlier copy of application {copy.Reference} is not what was received. {Was(copy.Sha256)}");
                    compared++;
                }
            }
        return new(
            true,
            $"{chain.Sentence}. {compared} copies of applications are what was received."
                + (unrecorded == 0 ? "" : $" {unrecorded} of them were loaded, so no entry has their hash.")
        );
    }

    private static string Was(string? hash) => hash is null ? "No hash was kept." : $"Its SHA-256 was {hash}.";

    private static bool Differs(CopyRow copy, string? recorded) =>
        CopyRules.WhyNotAsReceived(
            ApplicationCopy.IsFrozen(copy.Json) ? ApplicationCopy.Sha256(copy.Json!) : null,
            copy.Sha256,
            recorded,
            copy.IsErased
        )
            is not null;

    /// <summary>It was sent or changed while this ran.</summary>
    private async Task<bool> IsNewerAsync(CopyRow copy, long head) =>
        await db.ScalarAsync<int>(
            $"select count(*) from AuditEntry where SubjectId = @Id and Sequence > @head and Action in ({SubmittedCopy.CopyActions})",
            new { copy.Id, head }
        ) > 0;

    private const string EntriesSql = """
        select   Sequence, At, ActorId, ActorName, Action, SubjectId, Detail, PreviousHash, Hash
        from     AuditEntry
        where    Sequence > @After and Sequence <= @To
        order by Sequence
        """;
    private const string CopiesSql = $"""
        select a.Id, a.Reference, a.CopyJson as Json, a.CopySha256 as Sha256, case when {SubmittedCopy.ErasedSql} then 1 else 0 end as IsErased
        from   Application a
        where  a.RoundId = @RoundId and a.Number >= @From and a.Number <= @To
        order by a.Number, a.Id
        """;
    private const string EarlierSql = """
        select   a.Id, a.Reference, c.CopyBefore as Json, c.Sha256Before as Sha256
        from     ChangeRequest c
        join     Application a on a.Id = c.ApplicationId
        where    a.RoundId = @RoundId and a.Number >= @From and a.Number <= @To and c.CopyBefore is not null and c.Sha256Before is not null
        order by a.Number, c.AskedAt, c.Id
        """;
    private const string RecalledSql = """
        select   a.Id, c.Reference, c.CopyJson as Json, c.Sha256
        from     EarlierCopy c
        join     Application a on a.Id = c.ApplicationId
        where    a.RoundId = @RoundId and c.Number >= @From and c.Number <= @To
        order by c.Number, c.RecalledAt, c.Id
        """;

    /// <summary>Hashes of copies in the entries of sendings and changes, collected while the chain is verified.</summary>
    private sealed class RecordedHashes
    {
        private readonly HashSet<(Guid Application, string Hash)> all = [];

        public Dictionary<Guid, string> Newest { get; } = [];
        public long Head { get; set; }

        public void Add(AuditEntry entry)
        {
            if (!IsOfCopy(entry.Action) || CopyRules.HashIn(entry.Detail) is not { } hash)
                return;
            Newest[entry.SubjectId] = hash;
            all.Add((entry.SubjectId, hash));
        }

        private static bool IsOfCopy(string action) => SubmittedCopy.CopyActions.Contains($"'{action}'", StringComparison.Ordinal);

        /// <summary>An application whose hashes are recorded, but not this one.</summary>
        public bool Lacks(Guid application, string? hash) =>
            hash is not null && Newest.ContainsKey(application) && !all.Contains((application, hash));
    }

    private sealed record RoundRow
    {
        public required Guid RoundId { get; init; }
        public required int LastNumber { get; init; }
    }

    private sealed record CopyRow
    {
        public required Guid Id { get; init; }
        public string? Reference { get; init; }
        public string? Json { get; init; }
        public string? Sha256 { get; init; }
        public bool IsErased { get; init; }
    }

    private sealed record AuditHeadRow
    {
        public required long Sequence { get; init; }
        public required string Hash { get; init; }
    }
}
