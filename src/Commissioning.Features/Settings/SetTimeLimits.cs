using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Settings;

/// <summary>Sets how long some things take or last. A day that was given to somebody already stays.</summary>
public sealed class SetTimeLimits(Db db)
{
    public Task<Result> RunAsync(Actor actor, int version, TimeLimits typed) =>
        db.ChangeAsync(
            actor,
            AuditAction.TimeLimitsSet,
            OfficeSettings.Limits.Subject,
            async work =>
            {
                if (TimeLimits.WhyWrong(typed) is { Count: > 0 } wrong)
                    return Result.Of(wrong);
                var before = await OfficeSettings.OfAsync(work, OfficeSettings.Limits);
                return await OfficeSettings.SaveAsync(
                    work,
                    actor,
                    OfficeSettings.Limits,
                    version,
                    typed,
                    new Changes()
                        .Add("Months for which a document is offered again", before.DocumentMonths, typed.DocumentMonths)
                        .Add("Working days to answer a recovery", before.RecoveryAnswerDays, typed.RecoveryAnswerDays)
                        .Add("Working days to put an area's return right", before.PutRightDays, typed.PutRightDays)
                );
            }
        );
}
