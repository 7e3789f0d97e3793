using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Organisations;

/// <summary>Two people lift a stop flag: one asks, with a reason, and another agrees. Until then it holds.</summary>
public sealed class LiftStopFlag(Db db, FieldEncryption encryption)
{
    public async Task<Result> AskAsync(Actor actor, Guid flag, string? liftReason)
    {
        var organisation = (await db.ReadAsync(work => StopFlagQueries.GetAsync(work, flag))).OrganisationId;
        return await db.ChangeAsync(
            actor,
            AuditAction.StopFlagLiftAsked,
            organisation,
            async work =>
            {
                var row = await StopFlagQueries.GetAsync(work, flag);
                if (row.LiftedAt is not null)
                    return Lifted(row);
                if (StopFlagRules.WhyCannotAskToLift(row.AskedById is not null, liftReason) is { } refusal)
                    return refusal;
                await work.ExecuteOneAsync(
                    "update StopFlag set AskedBy = @By, AskedAt = @Now, AskReason = @Reason, EncryptedText = @Encrypted, Version = Version + 1 where Id = @flag and Version = @Version",
                    new
                    {
                        flag,
                        row.Version,
                        By = actor.Id,
                        work.Now,
                        Reason = row.IsRestricted ? null : liftReason!.Trim(),
                        Encrypted = await EncryptedAsync(
                            work,
                            row,
                            said => said with { AskReason = liftReason!.Trim(), LiftReason = null }
                        ),
                    }
                );
                work.Note(row.IsRestricted ? row.NeutralReason : $"{row.Reason}: {liftReason!.Trim()}");
                return Result.Done;
            }
        );
    }

    /// <summary>The second person agrees, or the flag stays and the question is closed.</summary>
    public async Task<Result> AnswerAsync(Actor actor, Guid flag, bool? lifts, string? secondNote)
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
                    return Lifted(row);
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
                        Encrypted = await EncryptedAsync(work, row, said => said with { LiftReason = secondNote!.Trim() }),
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

    private static Refusal Lifted(StopFlagQueries.StopFlagRow row) =>
        new($"{row.LiftedBy} lifted this flag on {LondonTime.Date(row.LiftedAt!.Value)}");

    private async Task<string?> EncryptedAsync(
        Work work,
        StopFlagQueries.StopFlagRow row,
        Func<StopFlagQueries.EncryptedFlag, StopFlagQueries.EncryptedFlag> change
    )
    {
        if (!row.IsRestricted)
            return null;
        var text = await work.ScalarAsync<string>("select EncryptedText from StopFlag where Id = @Id", new { row.Id });
        return encryption.Encrypt(
            StopFlagQueries.Purpose,
            change(
                text is null
                    ? new(row.NeutralReason, null, null)
                    : encryption.Decrypt<StopFlagQueries.EncryptedFlag>(StopFlagQueries.Purpose, text)
            )
        );
    }
}
