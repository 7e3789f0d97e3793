using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>Approves a proposal to erase, or puts it off. The portal then erases what was free of legal holds on the list that the person
/// saw, and never more.</summary>
public sealed class DecideErasure(Db db, RetentionOptions options)
{
    /// <param name="seen">How many records the page said would be erased.</param>
    public Task<Result> ApproveAsync(Actor actor, Guid proposal, int? seen) =>
        db.ChangeAsync(
            actor,
            AuditAction.ErasureApproved,
            proposal,
            async work =>
            {
                var row = await FindAsync(work, proposal);
                var due = (await RetentionPlan.DueAsync(work, row.RecordType, LondonTime.DateOf(work.Now))).ToDictionary(record =>
                    record.Key
                );
                var keys = await work.QueryAsync<string>(
                    "select RecordKey from RetentionProposalRecord where ProposalId = @proposal and State = 'Waiting'",
                    new { proposal }
                );
                var kept = keys.Where(key => !due.TryGetValue(key, out var record) || record.OnLegalHold)
                    .Select(key => new
                    {
                        proposal,
                        key,
                        State = due.ContainsKey(key) ? ProposedRecordState.OnHold.ToString() : ProposedRecordState.NotDue.ToString(),
                    })
                    .ToList();
                var toErase = keys.Count - kept.Count;
                if (ProposalRules.WhyCannotApprove(row.State, options.ExportFolder is not null, toErase, seen) is { } refusal)
                    return refusal;
                var folder = Path.Combine(
                    Path.GetFullPath(options.ExportFolder!),
                    string.Create(CultureInfo.InvariantCulture, $"{LondonTime.DateOf(work.Now):yyyy-MM-dd}-{proposal.ToString("N")[^8..]}")
                );
                await work.ExecuteOneAsync(
                    "update RetentionProposal set State = 'Approved', DecidedBy = @By, DecidedAt = @Now, Folder = @folder where Id = @proposal and State = 'Proposed'",
                    new
                    {
                        proposal,
                        By = actor.Id,
                        work.Now,
                        folder,
                    }
                );
                await work.ExecuteAsync(
                    "update RetentionProposalRecord set State = @State where ProposalId = @proposal and RecordKey = @key",
                    kept
                );
                work.Note($"{RetentionRules.Of(row.RecordType).Name}: {toErase} to erase, {kept.Count} kept, export to {folder}");
                return Result.Done;
            }
        );

    /// <param name="until">The first day on which they are proposed again.</param>
    public Task<Result> PutOffAsync(Actor actor, Guid proposal, DateOnly? until, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ErasurePutOff,
            proposal,
            async work =>
            {
                var row = await FindAsync(work, proposal);
                if (ProposalRules.WhyCannotPutOff(row.State, until, reason, LondonTime.DateOf(work.Now)) is { Count: > 0 } refusals)
                    return Result.Of(refusals);
                await work.ExecuteOneAsync(
                    "update RetentionProposal set State = 'PutOff', DecidedBy = @By, DecidedAt = @Now, PutOffUntil = @until, Reason = @Reason where Id = @proposal and State = 'Proposed'",
                    new
                    {
                        proposal,
                        By = actor.Id,
                        work.Now,
                        until,
                        Reason = reason!.Trim(),
                    }
                );
                work.Note($"{RetentionRules.Of(row.RecordType).Name}, until {LondonTime.Date(until!.Value)}: {reason.Trim()}");
                return Result.Done;
            }
        );

    private static Task<ProposedErasureRow> FindAsync(Work work, Guid proposal) =>
        work.FindAsync<ProposedErasureRow>("select RecordType, State from RetentionProposal where Id = @proposal", new { proposal });

    private sealed record ProposedErasureRow
    {
        public required RecordType RecordType { get; init; }
        public required ProposalState State { get; init; }
    }
}
