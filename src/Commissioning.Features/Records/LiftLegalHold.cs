using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Records;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Records;

/// <summary>A legal hold is lifted, with a reason.</summary>
public sealed class LiftLegalHold(Db db)
{
    public async Task<Result> RunAsync(Actor actor, Guid hold, string? reason) =>
        LegalHoldRules.WhyCannotLift(reason) is { } refusal
            ? refusal
            : await db.ChangeAsync(
                actor,
                AuditAction.LegalHoldLifted,
                hold,
                async work =>
                {
                    if (
                        await work.ExecuteAsync(
                            "update LegalHold set LiftedBy = @By, LiftedAt = @Now, LiftReason = @Reason where Id = @hold and LiftedAt is null",
                            new
                            {
                                hold,
                                By = actor.Id,
                                work.Now,
                                Reason = reason!.Trim(),
                            }
                        ) == 0
                    )
                        return new Refusal("Someone else has already lifted this hold");
                    work.Note(await work.ScalarAsync<string>("select Shown from LegalHold where Id = @hold", new { hold }) ?? "");
                    work.Note(reason!.Trim());
                    return Result.Done;
                }
            );
}
