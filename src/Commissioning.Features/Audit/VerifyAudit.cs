using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Audit;

/// <summary>Recomputes every hash of the trail, from the start to the head at the time it began, compares it with every signed end, and
/// then compares every copy of a sent application with the hash that its entry recorded. Later entries are left for the next run. The
/// memory it needs does not grow with the trail.</summary>
public sealed class VerifyAudit(Db db)
{
    /// <param name="SignedTo">Entries up to this one are under a signature; later ones are only chained. 0: none is.</param>
    /// <param name="SignedAt">When that was signed (UTC).</param>
    public sealed record AuditVerification(bool Intact, string Sentence, long Entries = 0, long SignedTo = 0, DateTime? SignedAt = null);

    private const int Step = 1000;
    private const int CopyStep = 200;

    /// <param name="kept">An end of the trail that was kept outside the portal, such as in an e-mail. Null: none.</param>
    public async Task<AuditVerification> RunAsync(AuditHead? kept = null)
    {
        var chain = await ChainAsync(kept);
        return chain.Intact ? await CopiesAsync(chain) : chain;
    }

    /// <summary>The trail alone, for a backup: a copy that somebody altered must not end the making of backups.</summary>
    public async Task<AuditVerification> ChainAsync(AuditHead? kept = null)
    {
        var head = await db.FindAsync<AuditHeadRow>("select Sequence, Hash from AuditHead where Id = 1");
        var previous = AuditEntry.Origin;
        long expected = 0;
        AuditCheckpoint? signed = null;
        while (true)
        {
            var range = new { After = expected, To = Math.Min(expected + Step, head.Sequence) };
            var entries = await db.QueryAsync<AuditEntry>(EntriesSql, range);
            var checkpoints = (await db.QueryAsync<AuditCheckpoint>(CheckpointsSql, range)).ToDictionary(one => one.Sequence);
            foreach (var entry in entries)
            {
                expected++;
                if (entry.Sequence != expected)
                    return new(false, $"Entry {expected} is missing");
                if (entry.PreviousHash != previous || entry.Hash != entry.ComputeHash())
                    return new(false, $"Entry {entry.Sequence} of {entry.At:u} was changed after it was written");
                previous = entry.Hash;
                var checkpoint = checkpoints.GetValueOrDefault(entry.Sequence);
                if ((checkpoint is null ? WhyNotSigned(entry, signed) : WhyNotAsSigned(entry, checkpoint)) is { } fault)
                    return new(false, fault);
                if (entry.Sequence == kept?.Sequence && entry.Hash != kept.Hash)
                    return new(
                        false,
                        $"Entry {entry.Sequence} is not the one whose hash you kept: the trail was rewritten in or before this entry"
                    );
                signed = checkpoint ?? signed;
            }
            if (entries.Count < Step)
                break;
        }
        if (head.Sequence != expected || head.Hash != previous)
            return new(false, $"The audit trail ends at entry {expected} but {head.Sequence} were written");
        if (kept is not null && kept.Sequence > expected)
            return new(
                false,
                $"The audit trail ends at entry {expected}, but you kept the hash of entry {kept.Sequence}: its end was deleted"
            );
        if (await db.ReadAsync(work => work.FirstOrDefaultAsync<BeyondRow>(BeyondSql)) is { } beyond)
            return new(false, $"The audit trail ends at entry {beyond.Ends}, but entry {beyond.Signed} was signed: its end was deleted");
        return new(
            true,
            $"The audit trail is intact: {expected} entries" + (signed is null ? "" : $", {signed.Sequence} of them signed"),
            expected,
            signed?.Sequence ?? 0,
            signed?.At
        );
    }

    /// <summary>An entry that had to be signed when it was written, and has no signature; null where it did not have to be.</summary>
    private string? WhyNotSigned(AuditEntry entry, AuditCheckpoint? before) =>
        db.CheckpointKey is not null && CheckpointRules.IsDue(entry.Action, before?.At, entry.At)
            ? $"Entry {entry.Sequence} of {entry.At:u} has no signature and must have one: signatures were deleted, or a verb wrote it without the setting Keys__CertificateFile"
            : null;

    private string? WhyNotAsSigned(AuditEntry entry, AuditCheckpoint checkpoint)
    {
        if (checkpoint.Hash != entry.Hash)
            return $"Entry {entry.Sequence} is not the one that was signed on {checkpoint.At:u}: the trail was rewritten in or before this entry";
        if (db.CheckpointKey is not { } key)
            return null;
        if (!key.Knows(checkpoint.KeyName))
            return $"Entry {entry.Sequence} is signed with the key {checkpoint.KeyName}, which this portal does not have. Set Keys__OldCertificateFile to the certificate that it had then.";
        return key.Made(checkpoint)
            ? null
            : $"The signature of entry {entry.Sequence} is not by the key that it names: somebody without the key made or changed it";
    }

    private async Task<AuditVerification> CopiesAsync(AuditVerification chain)
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
                    Head = chain.Entries,
                };
                var recorded = new RecordedHashes();
                foreach (
                    var entry in (await db.QueryAsync<RecordedRow>(RecordedSql, range))
                        .Concat(await db.QueryAsync<RecordedRow>(RecordedOfRecalledSql, range))
                        .OrderBy(entry => entry.Sequence)
                )
                    recorded.Add(entry);
                foreach (var copy in await db.QueryAsync<CopyRow>(CopiesSql, range))
                {
                    var hash = recorded.Newest.GetValueOrDefault(copy.Id);
                    if (Differs(copy, hash) && !await IsNewerAsync(copy, chain.Entries))
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
        return chain with
        {
            Sentence =
                $"{chain.Sentence}. {compared} copies of applications are what was received."
                + (unrecorded == 0 ? "" : $" {unrecorded} of them were loaded, so no entry has their hash."),
        };
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
    private const string CheckpointsSql = """
        select   Sequence, Hash, At, KeyName, Signature
        from     AuditCheckpoint
        where    Sequence > @After and Sequence <= @To
        order by Sequence
        """;

    // In one statement, because entries are added and signed meanwhile.
    private const string BeyondSql = """
        select   h.Sequence as Ends, c.Sequence as Signed
        from     AuditHead h
        join     AuditCheckpoint c on c.Sequence > h.Sequence
        where    h.Id = 1
        order by c.Sequence
        """;
    private const string RecordedSql = $"""
        select   e.Sequence, e.SubjectId, e.Detail
        from     Application a
        join     AuditEntry e on e.SubjectId = a.Id
        where    a.RoundId = @RoundId and a.Number >= @From and a.Number <= @To and e.Sequence <= @Head and e.Action in ({SubmittedCopy.CopyActions})
        order by e.Sequence
        """;

    // An application that was recalled has no number until it is sent again, and then another.
    private const string RecordedOfRecalledSql = $"""
        select   e.Sequence, e.SubjectId, e.Detail
        from     EarlierCopy c
        join     Application a on a.Id = c.ApplicationId
        join     AuditEntry e on e.SubjectId = a.Id
        where    a.RoundId = @RoundId and c.Number >= @From and c.Number <= @To and e.Sequence <= @Head and e.Action in ({SubmittedCopy.CopyActions})
        order by e.Sequence
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

    /// <summary>Hashes of copies in the entries of sendings and changes of some applications.</summary>
    private sealed class RecordedHashes
    {
        private readonly HashSet<(Guid Application, string Hash)> all = [];

        public Dictionary<Guid, string> Newest { get; } = [];

        public void Add(RecordedRow entry)
        {
            if (CopyRules.HashIn(entry.Detail) is not { } hash)
                return;
            Newest[entry.SubjectId] = hash;
            all.Add((entry.SubjectId, hash));
        }

        /// <summary>An application whose hashes are recorded, but not this one.</summary>
        public bool Lacks(Guid application, string? hash) =>
            hash is not null && Newest.ContainsKey(application) && !all.Contains((application, hash));
    }

    private sealed record RecordedRow
    {
        public required long Sequence { get; init; }
        public required Guid SubjectId { get; init; }
        public string? Detail { get; init; }
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

    private sealed record BeyondRow
    {
        public required long Ends { get; init; }
        public required long Signed { get; init; }
    }

    private sealed record AuditHeadRow
    {
        public required long Sequence { get; init; }
        public required string Hash { get; init; }
    }
}
