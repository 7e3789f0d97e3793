using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>Puts a proposal to erase off.</summary>
public sealed class PutOffErasure(Db db)
{
    /// <param name="until">The first day on which they are proposed again.</param>
    public Task<Result> RunAsync(Actor actor, Guid proposal, DateOnly? until, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.ErasurePutOff,
            proposal,
            async work =>
            {
                var row = await ErasureDecisions.FindAsync(work, proposal);
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
}
