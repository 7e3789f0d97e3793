using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Organisations;

/// <summary>The second person agrees to lift a stop flag, or it stays and the question is closed.</summary>
public sealed class AnswerStopFlagLift(Db db, FieldEncryption encryption)
{
    public async Task<Result> RunAsync(Actor actor, Guid flag, bool? lifts, string? secondNote)
    {
        var organisation = (await db.ReadAsync(work => StopFlagQueries.GetAsync(work, flag))).OrganisationId;
        return await db.ChangeAsync(
            actor,
            lifts == true ? AuditAction.StopFlagLifted : AuditAction.StopFlagKept,
            organisation,
            async work =>
            {
                var row = await StopFlagQueries.GetAsync(work, flag);
                if (row.LiftedAt is not null)
                    return StopFlagLifts.Lifted(row);
                var withLead = row.AskedByLead == 1 || await StopFlagQueries.IsLeadAsync(work, actor.Id);
                if (
                    StopFlagRules.WhyCannotAnswer(row.Kind, row.PlacedById, row.AskedById, actor.Id, withLead, lifts, secondNote) is
                    { } refusal
                )
                    return refusal;
                await work.ExecuteOneAsync(
                    lifts == true
                        ? "update StopFlag set LiftedBy = @By, LiftedAt = @Now, LiftReason = @Note, EncryptedText = @Encrypted, Version = Version + 1 where Id = @flag and Version = @Version"
                        : "update StopFlag set AskedBy = null, AskedAt = null, AskReason = null, EncryptedText = @Encrypted, Version = Version + 1 where Id = @flag and Version = @Version",
                    new
                    {
                        flag,
                        row.Version,
                        By = actor.Id,
                        work.Now,
                        Note = row.IsRestricted ? null : secondNote!.Trim(),
                        Encrypted = await StopFlagLifts.EncryptedAsync(
                            encryption,
                            work,
                            row,
                            said => said with { LiftReason = secondNote!.Trim() }
                        ),
                    }
                );
                work.Note(
                    row.IsRestricted
                        ? $"{row.NeutralReason}, asked by {row.AskedBy}"
                        : $"{row.Reason}, asked by {row.AskedBy} ({row.AskReason}): {secondNote!.Trim()}"
                );
                await SyncFindings.MarkStaleAsync(work, organisation);
                return Result.Done;
            }
        );
    }
}
