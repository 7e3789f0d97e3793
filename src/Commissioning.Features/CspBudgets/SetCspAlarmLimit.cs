using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.CspBudgets;

/// <summary>Sets the forecast underspend above which an area raises an alarm, for returns that are certified from now on.</summary>
public sealed class SetCspAlarmLimit(Db db)
{
    public Task<Result> RunAsync(Actor actor, Money? alarmLimit) =>
        db.ChangeAsync(
            actor,
            AuditAction.CspAlarmLimitSet,
            Guid.Empty,
            async work =>
            {
                if (alarmLimit is not { } amount || amount < Money.Zero)
                    return new Refusal("Enter an amount in pounds, for example 15,000, or 0 for any underspend", nameof(alarmLimit));
                var before = (await CspAlarms.LimitAsync(work)).Amount;
                await work.ExecuteAsync(
                    "insert into CspAlarmLimit (Id, Amount, SetBy, SetAt) values (@Id, @amount, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        amount,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note(new Changes().Add("Forecast underspend that raises an alarm", before, amount).ToString());
                return Result.Done;
            }
        );
}
