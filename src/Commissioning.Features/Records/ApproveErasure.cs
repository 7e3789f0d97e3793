using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>Approves a proposal to erase. The portal then erases what was free of legal holds on the list that the person saw, and never
/// more.</summary>
public sealed class ApproveErasure(Db db, RetentionOptions options)
{
    /// <param name="seen">How many records the page said would be erased.</param>
    public Task<Result> RunAsync(Actor actor, Guid proposal, int? seen) =>
        db.ChangeAsync(
            actor,
            AuditAction.ErasureApproved,
            proposal,
            async work =>
            {
                var row = await ErasureDecisions.FindAsync(work, proposal);
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
}
