using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>Exports and erases what a person approved, in the name of that person. Each record is noted on its proposal in the transaction
/// that erases it, so a run that was killed continues and the counts are right.</summary>
public sealed class EraseApproved(Db db, EraseRecords erase)
{
    /// <returns>How many proposals were finished.</returns>
    public async Task<int> RunAsync(CancellationToken stopping = default)
    {
        await erase.DeleteFilesAsync(); // Those of erased records that could not be deleted before.
        var approved = await db.QueryAsync<ApprovedRow>(ApprovedSql);
        foreach (var one in approved)
        {
            var outcome = await erase.RunAsync(
                new(one.DecidedBy, one.DisplayName),
                one.RecordType,
                one.Folder,
                proposal: one.Id,
                stopping: stopping
            );
            if (outcome.FirstRefusal is { } refusal)
                throw new IOException(refusal.Sentence);
            await FinishAsync(one, outcome.Value!);
        }
        return approved.Count;
    }

    private async Task FinishAsync(ApprovedRow one, EraseRecords.Erasure erasure)
    {
        var rule = RetentionRules.Of(one.RecordType);
        // Written by a run that was killed afterwards.
        var manifest = Path.Combine(one.Folder, one.RecordType.ToString(), ArchivePackage.Manifest);
        var hash = erasure.ExportSha256 ?? (File.Exists(manifest) ? await Sha256.OfFileAsync(manifest) : null);
        await db.ChangeAsync(
            Actor.Portal,
            AuditAction.ErasureFinished,
            one.Id,
            async work =>
            {
                var due = (await RetentionPlan.DueAsync(work, one.RecordType, LondonTime.DateOf(work.Now))).ToDictionary(record =>
                    record.Key
                );
                var left = await work.QueryAsync<string>(
                    "select RecordKey from RetentionProposalRecord where ProposalId = @Id and State = 'Waiting'",
                    new { one.Id }
                );
                await work.ExecuteAsync(
                    "update RetentionProposalRecord set State = @State, Reason = @Reason where ProposalId = @Id and RecordKey = @key",
                    left.Select(key => new
                        {
                            one.Id,
                            key,
                            State = (
                                !due.TryGetValue(key, out var record) ? ProposedRecordState.NotDue
                                : record.OnLegalHold ? ProposedRecordState.OnHold
                                : ProposedRecordState.Failed
                            ).ToString(),
                            Reason = erasure.Refused.GetValueOrDefault(key) is { } why ? Sentences.Beginning(why, 590) : null,
                        })
                        .ToList()
                );
                if (
                    await work.ExecuteAsync(
                        "update RetentionProposal set State = 'Finished', FinishedAt = @Now, ExportSha256 = @hash where Id = @Id and State = 'Approved'",
                        new
                        {
                            one.Id,
                            work.Now,
                            hash,
                        }
                    ) == 0
                )
                    return new Refusal("Another node was first");
                var counts = await ErasureProposals.CountsAsync(work, one.Id);
                work.Note(
                    $"{rule.Name}: {counts.Erased} erased, {counts.OnHold} under legal hold, {counts.NotDue} no longer due, {counts.Failed} not erased; {(hash is null ? "no export" : $"SHA-256 of the export's manifest {hash}")}"
                );
                return Result.Done;
            }
        );
    }

    private const string ApprovedSql = """
        select   r.Id, r.RecordType, r.Folder, r.DecidedBy, p.DisplayName
        from     RetentionProposal r
        join     Person p on p.Id = r.DecidedBy
        where    r.State = 'Approved'
        order by r.DecidedAt, r.Id
        """;

    private sealed record ApprovedRow
    {
        public required Guid Id { get; init; }
        public required RecordType RecordType { get; init; }
        public required string Folder { get; init; }
        public required Guid DecidedBy { get; init; }
        public required string DisplayName { get; init; }
    }
}
