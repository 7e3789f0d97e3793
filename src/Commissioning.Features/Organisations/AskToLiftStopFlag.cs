using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Organisations;

/// <summary>One of two people asks, with a reason, to lift a stop flag. Until another agrees, it holds.</summary>
public sealed class AskToLiftStopFlag(Db db, FieldEncryption encryption)
{
    public async Task<Result> RunAsync(Actor actor, Guid flag, string? liftReason)
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
                    return StopFlagLifts.Lifted(row);
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
                        Encrypted = await StopFlagLifts.EncryptedAsync(
                            encryption,
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
}
