using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.CspBudgets;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>An officer closes an alarm with what is done, who decided it and why. The second of two is told what the first said.</summary>
public sealed class CloseCspAlarm(Db db)
{
    public Task<Result> RunAsync(Actor actor, Guid id, CspAlarmAction? answer, string? authority, string? reason) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspAlarmClosed,
            id,
            async work =>
            {
                var alarm = await CspAlarms.FindAsync(work, id);
                if (AlarmRules.WhyClosed(alarm.Action, alarm.ClosedByName, alarm.ClosedAt) is { } closed)
                    return closed;
                if (AlarmRules.WhyIncomplete(alarm.Kind, answer, authority, reason) is { Count: > 0 } refusals)
                    return refusals.ToList();
                await work.ExecuteOneAsync(
                    "update CspAlarm set Action = @answer, Authority = @Authority, Reason = @Reason, ClosedBy = @By, ClosedAt = @Now where Id = @id and ClosedAt is null",
                    new
                    {
                        id,
                        answer,
                        Authority = authority!.Trim(),
                        Reason = reason!.Trim(),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{alarm.InWords}. {answer!.Value.Name()}. {reason.Trim()} ({authority.Trim()})");
                return Result.Done;
            }
        );
}
